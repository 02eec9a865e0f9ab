package org.yimen.application;

import java.util.UUID;

/** 拟作出的处理: what somebody above this module means to do to a licence, and has not decided. */
@FunctionalInterface
public interface OpenMeasures {

    /** True while its holder is heard on a suspension or an end of it: until that is decided nothing takes its place. */
    boolean areAbout(String region, UUID licence);
}
