package org.yimen.identity;

/** 个人信息保护告知: which version of the notice people agree to. A changed text is a new version, and is asked again. */
public final class PrivacyNotice {

    public static final String VERSION = "2026-11-22";

    private PrivacyNotice() {}
}
