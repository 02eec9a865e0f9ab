package org.yimen.payment;

import java.util.UUID;
import org.yimen.casework.CaseId;

/** An order was paid. */
public record FeePaid(CaseId caseId, UUID order) {}
