package org.yimen.identity.web;

import java.util.List;

/** The recovery codes of a new second factor, shown once. */
public record RecoveryCodesPage(List<String> codes) {
    public RecoveryCodesPage {
        codes = List.copyOf(codes);
    }
}
