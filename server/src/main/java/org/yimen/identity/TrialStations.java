package org.yimen.identity;

/** Machines that anybody may be, to try it: there only where everything is invented. */
public interface TrialStations {

    /** A pairing code of the machine that has been silent longest. */
    String code();
}
