package org.yimen.casework;

import static java.util.stream.Collectors.toMap;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yimen.audit.LogBehind;
import org.yimen.platform.RuleBroken;

/** Wakes the cases whose time has come. Two nodes may wake the same case: the guarded update lets one of them through. */
@Component
public class Sweeper {

    static final int BATCH = 200;

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

    private final WorkLists lists;
    private final InstantSource time;
    private final String region;
    private final Map<String, Sleeper> sleepers;

    Sweeper(WorkLists lists, InstantSource time, @Value("${yimen.region}") String region, List<Sleeper> sleepers) {
        this.lists = lists;
        this.time = time;
        this.region = region;
        this.sleepers = sleepers.stream().collect(toMap(Sleeper::kind, Function.identity()));
    }

    @Scheduled(fixedDelayString = "${yimen.sweep-every:PT10S}")
    void sweep() {
        // A full batch means that more may be due; every wake moves its case on, so the loop ends.
        while (sweepOnce() == BATCH) {
            log.debug("A full batch was due");
        }
    }

    /** Wakes what is due now, at most one batch, and says how many cases that were. */
    public int sweepOnce() {
        List<WorkLists.Due> due = lists.due(region, time.instant(), BATCH);
        int woken = 0;
        for (WorkLists.Due one : due) {
            Sleeper sleeper = sleepers.get(one.kind());
            if (sleeper == null) {
                throw new IllegalStateException("Nobody wakes cases of kind " + one.kind());
            }
            try {
                sleeper.wake(one.id());
                woken++;
            } catch (LogBehind behind) {
                // Nothing was stored, and it is the same for all: the next sweep wakes them.
                log.warn("The log does not keep up, cases are woken later");
                return woken;
            } catch (OptimisticLockingFailureException _) {
                // Somebody, or another node, moved it at this very moment: nobody need do anything.
                log.info("{} was moved by somebody else when its time came", one.id());
            } catch (RuleBroken moved) {
                log.info("{} had moved when its time came: {}", one.id(), moved.getMessage());
            } catch (RuntimeException failure) {
                log.error("{} could not be woken; the next sweep tries again", one.id(), failure);
            }
        }
        return woken;
    }
}
