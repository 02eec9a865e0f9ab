package org.yimen.custody;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;
import org.yimen.platform.Setting;

/** The house's own number, and what a rotation of keys seals anew here. */
@Configuration(proxyBeanMethods = false)
class CustodySettings {

    static final String CONFIRM_HOURS = "custody.confirm-hours";
    static final String FETCH_DAYS = "custody.fetch-days";

    /** What was handed on and not confirmed for so long is asked after. No rule sets it. */
    @Bean
    Setting custodyConfirmHours() {
        return Setting.number(CONFIRM_HOURS, "system-admin", 4, 1, 240);
    }

    /** 取回期: so long the owner has before what is his is destroyed. No rule sets it. */
    @Bean
    Setting custodyFetchDays() {
        return Setting.number(FETCH_DAYS, "system-admin", 30, 7, 365);
    }

    @Bean
    SealedColumns originalSealed() {
        return new SealedColumns(
                "custody.original", "region_code", "id", List.of(new Column(Originals.WHAT, "what_sealed", "")));
    }

    @Bean
    SealedColumns moveSealed() {
        return new SealedColumns(
                "custody.move", "region_code", "id", List.of(new Column(Originals.DETAIL, "detail_sealed", "")));
    }
}
