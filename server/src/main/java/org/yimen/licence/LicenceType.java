package org.yimen.licence;

import org.yimen.identifier.CreditCode;

/**
 * 证照类型.
 *
 * @param name as it stands on the licence, 公共场所卫生许可证
 * @param definer the organ that defined the type
 * @param number its number among the definer's types, 1 to 999
 */
public record LicenceType(String name, CreditCode definer, int number) {}
