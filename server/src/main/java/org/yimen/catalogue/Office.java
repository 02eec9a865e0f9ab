package org.yimen.catalogue;

import org.yimen.platform.Text;

/**
 * 实施机关 as a guide shows it: where one goes, when, and whom one calls.
 *
 * @param creditCode 统一社会信用代码; the task codes of its items start with it
 * @param address where people are received
 * @param phone for questions, with its area code
 * @param complaintPhone for complaints; never the number that one complains about
 */
public record Office(
        String code, Text name, String creditCode, Text address, Text hours, String phone, String complaintPhone) {}
