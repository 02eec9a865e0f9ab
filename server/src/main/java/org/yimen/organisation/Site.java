package org.yimen.organisation;

import org.yimen.platform.Text;

/**
 * 大厅: a place where people are received.
 *
 * @param department the unit that runs it
 * @param hours when it is open, as people read it
 */
public record Site(String region, String code, Text name, String department, Text address, String phone, Text hours)
        implements Unit {

    @Override
    public String parent() {
        return department;
    }
}
