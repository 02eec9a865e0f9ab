package org.yimen.portal;

import org.yimen.document.Qr;

/** What the applicant keeps: number, dates, who has it, and a code that shows how far it is. */
public record ReceiptPage(CaseFacts facts, Qr.SvgPath qr, String address) {}
