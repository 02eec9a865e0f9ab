package org.yimen.casework;

/** A kind of case to which time itself says something: the sweeper calls it when a case's {@code wake_at} has come. */
public interface Sleeper {

    String kind();

    void wake(CaseId id);
}
