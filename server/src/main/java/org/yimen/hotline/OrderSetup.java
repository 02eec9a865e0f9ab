package org.yimen.hotline;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;

/** What the module brings along as data, and which of its columns are sealed. */
@Configuration(proxyBeanMethods = false)
class OrderSetup {

    @Bean
    OrderTypes orderTypes() {
        return OrderTypes.bundled();
    }

    @Bean
    OrderStatistics orderStatistics() {
        return OrderStatistics.bundled();
    }

    @Bean
    SealedColumns workOrderSealed() {
        return new SealedColumns(
                "hotline.work_order",
                "region_code",
                "id",
                List.of(new Column(OrderDesk.CONTENT, "content_sealed", "")));
    }
}
