package org.yimen.application;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.Event;
import org.yimen.casework.Subject;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.organisation.Officer;

/** 项目经理: the running cases that an officer answers for, whoever has their tasks. */
@Service
public class ManagedCases {

    /** So many stand on one page; the journal knows the rest. */
    public static final int MOST = 20;

    private final WorkLists lists;
    private final ApplicationProcedure procedure;
    private final InstantSource time;

    ManagedCases(WorkLists lists, ApplicationProcedure procedure, InstantSource time) {
        this.lists = lists;
        this.procedure = procedure;
        this.time = time;
    }

    /** What was entrusted to him last and has not ended, youngest first; whoever left the team answers for nothing. */
    public List<Summary> of(Officer officer) {
        Instant now = time.instant();
        // The rule asks for the item and its people and not for the case: it is asked once for each item.
        var answers = new HashMap<Subject, Boolean>();
        return lists
                .entrusted(officer.region(), ApplicationDesk.KIND, Event.Entrusted.class, officer.id(), MOST)
                .stream()
                .filter(line -> answers.computeIfAbsent(
                        line.subject(), _ -> isAnswerable(officer, procedure.context(line, now))))
                .toList();
    }

    private static boolean isAnswerable(Officer officer, Context context) {
        return CaseManagers.reason(officer.id(), context).isEmpty();
    }
}
