package org.yimen.application;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.organisation.Officer;

/** 项目经理: the running cases that an officer answers for, whoever has their tasks. */
@Service
public class ManagedCases {

    /** So many stand on one page; the journal knows the rest. */
    public static final int MOST = 20;

    private final WorkLists lists;
    private final ApplicationDesk desk;
    private final ApplicationProcedure procedure;
    private final InstantSource time;

    ManagedCases(WorkLists lists, ApplicationDesk desk, ApplicationProcedure procedure, InstantSource time) {
        this.lists = lists;
        this.desk = desk;
        this.procedure = procedure;
        this.time = time;
    }

    /** What was entrusted to him last and has not ended, youngest first; whoever left the team answers for nothing. */
    public List<Summary> of(Officer officer) {
        Instant now = time.instant();
        return lists
                .entrusted(officer.region(), ApplicationDesk.KIND, Event.Entrusted.class, officer.id(), MOST)
                .stream()
                .filter(each -> answersFor(officer, desk.find(each.id()), now))
                .toList();
    }

    private boolean answersFor(Officer officer, CaseFile<State> file, Instant now) {
        Context context = procedure.context(file, Actor.SYSTEM, now);
        return CaseManagers.reason(officer.id(), context).isEmpty();
    }
}
