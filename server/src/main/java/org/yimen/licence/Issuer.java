package org.yimen.licence;

import org.yimen.identifier.CreditCode;

/** 颁发机构: the department whose office's seal the licence bears. */
public record Issuer(String department, String name, CreditCode code) {}
