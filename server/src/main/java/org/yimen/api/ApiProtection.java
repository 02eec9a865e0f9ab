package org.yimen.api;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Component;
import org.yimen.exchange.Allowances;
import org.yimen.platform.Protection;

/** 接口限额: how much a machine may ask, and whether what counts it stands before the addresses of the API. */
@Component
class ApiProtection implements Protection {

    private final ApiLimits limits;
    private final ObjectProvider<SecurityFilterChain> chain;

    ApiProtection(ApiLimits limits, @Qualifier("api") ObjectProvider<SecurityFilterChain> chain) {
        this.limits = limits;
        this.chain = chain;
    }

    @Override
    public String key() {
        return "api.protection.allowances";
    }

    @Override
    public Reading read() {
        boolean stands = chain.stream().anyMatch(each -> each.getFilters().contains(limits));
        return stands
                ? Reading.of(
                        State.ON,
                        key() + ".on",
                        limits.perSecond(),
                        limits.burst(),
                        Allowances.MOST_LOOKUPS,
                        Allowances.MOST_TOLD)
                : Reading.of(State.OFF, key() + ".off");
    }
}
