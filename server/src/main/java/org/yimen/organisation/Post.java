package org.yimen.organisation;

import org.yimen.platform.Text;

/**
 * 岗位, a role in a department, with the code {@code <department>/<role>}.
 *
 * @param unit the node whose records it may see; the department's own unless more was given
 */
public record Post(String region, String department, String role, Text name, String unit) {

    public String code() {
        return department + "/" + role;
    }
}
