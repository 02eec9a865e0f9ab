package org.yimen.catalogue;

import java.time.Instant;

/** A version has become public: from its effective day, cases are opened under it. */
public record VersionPublished(String region, String code, int number, Instant at, String by) {}
