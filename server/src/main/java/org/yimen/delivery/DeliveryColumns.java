package org.yimen.delivery;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;

/** What a rotation of keys seals anew here. */
@Configuration(proxyBeanMethods = false)
class DeliveryColumns {

    @Bean
    SealedColumns handoverSealed() {
        return new SealedColumns(
                "delivery.handover",
                "region_code",
                "id",
                List.of(new Column(Handovers.RECEIVER, "receiver_sealed", "")));
    }

    @Bean
    SealedColumns wishSealed() {
        return new SealedColumns(
                "delivery.wish",
                "region_code",
                "case_id",
                List.of(new Column(Wishes.DESTINATION, "destination_sealed", "")));
    }

    @Bean
    SealedColumns shipmentSealed() {
        return new SealedColumns(
                "delivery.shipment",
                "region_code",
                "id",
                List.of(new Column(Shipments.DESTINATION, "destination_sealed", "")));
    }

    @Bean
    SealedColumns simulatedParcelSealed() {
        return new SealedColumns(
                "delivery.simulated_parcel",
                "region_code",
                "shipment_id",
                List.of(new Column(SimulatedCourier.RECEIVER, "receiver_sealed", "")));
    }
}
