package org.yimen.console;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.yimen.organisation.Officer;

/** The areas of the console, each open to one role; the paths under a role's own are in the security rules. */
enum ConsoleArea {
    HOME("/console", ""),
    ORGANISATION("/console/system/organisation", "system-admin"),
    HALL("/console/system/hall", "system-admin"),
    STAFF("/console/security/staff", "security-admin"),
    POSTS("/console/security/posts", "security-admin"),
    LETTERS("/console/security/letters", "security-admin"),
    COMMISSIONS("/console/security/commissions", "security-admin"),
    POWERS("/console/security/powers", "security-admin"),
    ENTRIES("/console/security/entries", "security-admin"),
    ADMINISTRATORS("/console/security/administrators", "security-admin"),
    CONSENTS("/console/security/consents", "security-admin"),
    THIRD_PARTIES("/console/security/third-parties", "security-admin"),
    DEPARTMENT_THIRD_PARTIES("/console/department/third-parties", "admin"),
    REGISTERS("/console/audit/registers", "audit-admin"),
    DEPARTMENT_RIGHTS("/console/department/rights", "admin"),
    STATIONS("/console/system/stations", "system-admin"),
    PROTECTIONS("/console/system/protections", "system-admin"),
    SYSTEM_SETTINGS("/console/system/settings", "system-admin"),
    OUTBOX("/console/system/outbox", "system-admin"),
    SECURITY_SETTINGS("/console/security/settings", "security-admin"),
    ACCOUNTS("/console/security/accounts", "security-admin"),
    MACHINES("/console/security/machines", "security-admin"),
    AUDIT_ENTRIES("/console/audit/entries", "audit-admin"),
    AUDIT_LOG("/console/audit/log", "audit-admin");

    private final String href;
    private final String role;

    ConsoleArea(String href, String role) {
        this.href = href;
        this.role = role;
    }

    String href() {
        return href;
    }

    String key() {
        return "console.area." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isOpenTo(Officer officer) {
        return role.isEmpty() || officer.holdsAny(role);
    }

    static List<ConsoleArea> openTo(Officer officer) {
        return Arrays.stream(values()).filter(area -> area.isOpenTo(officer)).toList();
    }
}
