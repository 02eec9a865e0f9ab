package org.yimen.phone;

import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.yimen.hotline.OrderPosts;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/** Who sits at the phones, who keeps the roster, who reads the figures. */
@Component
public class PhoneRights {

    private static final String HEAD = OrderPosts.HOTLINE + "/head";
    private static final Set<String> COUNTING = Set.of(
            OrderPosts.OPERATOR,
            OrderPosts.DISPATCHER,
            HEAD,
            OrderPosts.INVESTIGATOR,
            OrderPosts.EFFICIENCY + "/head",
            "ZX/supervisor",
            "ZX/director");

    private final String region;

    PhoneRights(@Value("${yimen.region}") String region) {
        this.region = region;
    }

    /** 接听: who may take a call is who may take down what the caller says. */
    @Guard
    public boolean mayAnswer(Officer officer) {
        return servesHere(officer) && (officer.holds(OrderPosts.OPERATOR) || officer.holds(OrderPosts.DISPATCHER));
    }

    /** 排班. */
    @Guard
    public boolean mayRoster(Officer officer) {
        return servesHere(officer) && officer.holds(HEAD);
    }

    /** 统计: counts, of which none is a caller. */
    @Guard
    public boolean mayCount(Officer officer) {
        return servesHere(officer) && COUNTING.stream().anyMatch(officer::holds);
    }

    /** A post of the same code elsewhere is no post here. */
    private boolean servesHere(Officer officer) {
        return officer.region().equals(region);
    }
}
