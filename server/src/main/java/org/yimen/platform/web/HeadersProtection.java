package org.yimen.platform.web;

import jakarta.servlet.ServletContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.yimen.platform.Protection;

/** 安全响应头: whether what puts them on each answer stands before every request of this node. */
@Component
class HeadersProtection implements Protection {

    private final ObjectProvider<ServletContext> server;

    HeadersProtection(ObjectProvider<ServletContext> server) {
        this.server = server;
    }

    @Override
    public String key() {
        return "platform.protection.headers";
    }

    @Override
    public Reading read() {
        boolean stands = server.stream()
                .flatMap(each -> each.getFilterRegistrations().values().stream())
                .anyMatch(filter -> SecurityHeaders.class.getName().equals(filter.getClassName()));
        return stands
                ? Reading.of(State.ON, key() + ".on", SecurityHeaders.ALWAYS.size())
                : Reading.of(State.OFF, key() + ".off");
    }
}
