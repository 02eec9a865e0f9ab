package org.yimen.portal;

import java.util.UUID;

/** Asks once before an application is withdrawn. */
public record WithdrawPage(CaseFacts facts, UUID key) {}
