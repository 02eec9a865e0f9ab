package org.yimen.hall;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;

/** What a rotation of keys seals anew here. */
@Configuration(proxyBeanMethods = false)
class HallColumns {

    @Bean
    SealedColumns homeVisitSealed() {
        return new SealedColumns(
                "hall.home_visit",
                "region_code",
                "id",
                List.of(
                        new Column(HomeVisits.ADDRESS, "address_sealed", ""),
                        new Column(HomeVisits.NOTE, "note_sealed", "")));
    }

    @Bean
    SealedColumns consultSealed() {
        return new SealedColumns(
                "hall.consult", "region_code", "id", List.of(new Column(Consults.ANSWERS, "answers_sealed", "")));
    }
}
