package org.yimen.rating;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;
import org.yimen.platform.Setting;

/** How long a rating is in time, and what a rotation of keys seals anew. */
@Configuration(proxyBeanMethods = false)
class RatingSetup {

    @Bean
    Setting ratingDays() {
        return Setting.number(Ratings.DAYS, "system-admin", 30, 1, 365);
    }

    @Bean
    RatingPolicy ratingPolicy() {
        return RatingPolicy.bundled();
    }

    @Bean
    SealedColumns againSealed() {
        return new SealedColumns(
                "rating.rectification",
                "region_code",
                "occasion_id",
                List.of(new Column(Rectifications.AGAIN, "again_text_sealed", "")));
    }

    @Bean
    SealedColumns ratingSealed() {
        return new SealedColumns(
                "rating.rating", "region_code", "occasion_id", List.of(new Column(Ratings.TEXT, "text_sealed", "")));
    }
}
