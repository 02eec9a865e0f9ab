package org.yimen.operations;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StaffRegister;
import org.yimen.platform.CityTime;

/** Whether all is well is for everybody; what is not well is for whoever is system administrator at this moment. */
@Component
class HealthDetails implements HealthEndpointGroupsPostProcessor {

    private static final String SYSTEM_ADMINISTRATOR = "system-admin";

    private final StaffRegister staff;
    private final InstantSource time;
    private final String region;

    HealthDetails(StaffRegister staff, InstantSource time, @Value("${yimen.region}") String region) {
        this.region = region;
        this.staff = staff;
        this.time = time;
    }

    @Override
    public HealthEndpointGroups postProcessHealthEndpointGroups(HealthEndpointGroups groups) {
        Map<String, HealthEndpointGroup> guarded = new LinkedHashMap<>();
        for (String name : groups.getNames()) {
            HealthEndpointGroup group = groups.get(name);
            if (group != null) {
                guarded.put(name, new Guarded(group));
            }
        }
        return HealthEndpointGroups.of(new Guarded(groups.getPrimary()), guarded);
    }

    private boolean maySee(SecurityContext context) {
        return context.getPrincipal() instanceof Authentication signedIn
                && signedIn.getPrincipal() instanceof StaffMember member
                && member.region().equals(region)
                && staff.roles(region, member.staffId(), CityTime.day(time.instant()))
                        .contains(SYSTEM_ADMINISTRATOR);
    }

    private final class Guarded implements HealthEndpointGroup {

        private final HealthEndpointGroup group;

        Guarded(HealthEndpointGroup group) {
            this.group = group;
        }

        @Override
        public boolean isMember(String name) {
            return group.isMember(name);
        }

        @Override
        public boolean showComponents(SecurityContext context) {
            return maySee(context);
        }

        @Override
        public boolean showDetails(SecurityContext context) {
            return maySee(context);
        }

        @Override
        public StatusAggregator getStatusAggregator() {
            return group.getStatusAggregator();
        }

        @Override
        public HttpCodeStatusMapper getHttpCodeStatusMapper() {
            return group.getHttpCodeStatusMapper();
        }

        @Override
        @SuppressWarnings("NullAway") // The interface says nothing of null; a group without such a path answers it.
        public AdditionalHealthEndpointPath getAdditionalPath() {
            return group.getAdditionalPath();
        }
    }
}
