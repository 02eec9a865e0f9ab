package org.yimen.identity.web;

import jakarta.servlet.ServletContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.yimen.platform.Protection;

/** 限速: whether what measures the pace of uploads and sets the headers of each answer stands before every request. */
@Component
class RateProtection implements Protection {

    private final ObjectProvider<ServletContext> server;

    RateProtection(ObjectProvider<ServletContext> server) {
        this.server = server;
    }

    @Override
    public String key() {
        return "identity.protection.rates";
    }

    @Override
    public Reading read() {
        boolean stands = server.stream()
                .flatMap(each -> each.getFilterRegistrations().values().stream())
                .anyMatch(filter -> UploadRate.class.getName().equals(filter.getClassName()));
        return stands ? Reading.of(State.ON, key() + ".on") : Reading.of(State.OFF, key() + ".off");
    }
}
