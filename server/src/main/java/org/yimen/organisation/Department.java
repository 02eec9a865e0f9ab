package org.yimen.organisation;

import org.yimen.platform.Text;

/**
 * 部门: an organ in whose name cases are decided.
 *
 * @param code short and stable, e.g. {@code WJW}
 * @param name in full, as on papers
 * @param shortName as on the desk, without the city
 * @param creditCode 统一社会信用代码
 * @param phone for questions about its items
 * @param address where it receives people itself
 */
public record Department(
        String region, String code, Text name, Text shortName, String creditCode, String phone, Text address)
        implements Unit {

    /** 本级人民政府: where it is a unit of its region it decides no item. */
    public static final String GOVERNMENT = "ZF";

    @Override
    public String parent() {
        return region;
    }

    /** 机关: GB 32100 writes 11 before the code of an administrative organ; 12 is a public institution. */
    boolean isOrgan() {
        return creditCode.startsWith("11");
    }
}
