package org.yimen.application;

import java.util.UUID;

/** The department has said whether somebody is restored; told within the transaction of its answer. */
public record RestorationAnswered(String region, UUID restoration) {}
