package org.yimen.application;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.application.CaseView.Entry;
import org.yimen.casework.Actor;
import org.yimen.casework.Agenda;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.WorkLists;
import org.yimen.crypto.Sm3;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceCheck;
import org.yimen.licence.LicenceDesk;

/** Whether row, journal, tasks, papers and licence of a case tell the same story: what a crash must never break. */
@Service
public class Soundness {

    /** What is written beside the journal: no event names it. */
    private static final Set<PaperKind> BESIDE =
            Set.of(PaperKind.MEASURE_NOTICE, PaperKind.MEASURE, PaperKind.PARTY_RIGHTS, PaperKind.SEALED_FILE);

    private final CaseDesk cases;
    private final ApplicationProcedure procedure;
    private final WorkLists lists;
    private final SealedPapers papers;
    private final LicenceDesk licences;
    private final InstantSource time;

    Soundness(
            CaseDesk cases,
            ApplicationProcedure procedure,
            WorkLists lists,
            SealedPapers papers,
            LicenceDesk licences,
            InstantSource time) {
        this.cases = cases;
        this.procedure = procedure;
        this.lists = lists;
        this.papers = papers;
        this.licences = licences;
        this.time = time;
    }

    /** What does not agree, in words for a log; empty where all of it does. */
    public List<String> flaws(CaseId id) {
        var flaws = new ArrayList<String>();
        CaseFile<State> file = cases.find(procedure, id);
        List<Entry> events = cases.history(id).stream()
                .map(event -> new Entry(event.seq(), event.at(), event.actor(), cases.read(procedure, event)))
                .toList();
        State folded = new State.Draft();
        for (Entry entry : events) {
            folded = Application.evolve(folded, entry.event());
        }
        if (!folded.equals(file.state())) {
            flaws.add("the journal gives " + folded + " and the row says " + file.state());
        }
        if (events.size() != file.version()) {
            flaws.add(events.size() + " events under version " + file.version());
        }
        List<Long> broken = cases.broken(id);
        if (!broken.isEmpty()) {
            flaws.add("the chain is broken at " + broken);
        }
        tasks(file, flaws);
        papers(file, events, flaws);
        return flaws;
    }

    private void tasks(CaseFile<State> file, List<String> flaws) {
        Agenda agenda = procedure.agenda(file.state(), procedure.context(file, Actor.SYSTEM, time.instant()));
        var due = agenda.tasks().stream().map(Agenda.Task::key).collect(Collectors.toCollection(TreeSet::new));
        var there = lists.tasks(file.id()).stream()
                .map(entry -> entry.task().key())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!due.equals(there)) {
            flaws.add("the state asks for tasks " + due + " and there are " + there);
        }
    }

    private void papers(CaseFile<State> file, List<Entry> events, List<String> flaws) {
        List<StoredPaper> stored = papers.ofCase(file.id().region(), file.id().value());
        Set<UUID> expected = new HashSet<>();
        Set<UUID> issued = new TreeSet<>();
        for (Entry entry : events) {
            PaperRef paper = entry.paper();
            if (paper != null) {
                expected.add(paper.id());
            }
            UUID licence = entry.licence();
            if (licence != null) {
                issued.add(licence);
            }
        }
        List<Licence> entered = licences.ofCase(file.id().region(), file.id().value());
        // 注销: what is told there is the end of a licence that another case issued.
        issued.removeIf(id -> licences.find(file.id().region(), id)
                .filter(licence -> !licence.caseId().equals(file.id().value()) && licence.end() != null)
                .isPresent());
        var licensed = entered.stream().map(Licence::id).collect(Collectors.toCollection(TreeSet::new));
        if (!licensed.equals(issued)) {
            flaws.add("the journal issues licences " + issued + " and entered are " + licensed);
        }
        entered.forEach(licence -> expected.add(licence.paper()));
        for (StoredPaper paper : stored) {
            byte[] pdf = papers.read(paper.region(), paper.id()).orElse(new byte[0]);
            if (!Sm3.hex(pdf).equals(paper.sm3())) {
                flaws.add("the file of paper " + paper.number() + " is not what was sealed");
            }
            boolean later = BESIDE.contains(paper.kind());
            if (!expected.remove(paper.id()) && !later && !isUnusedCertificate(paper, pdf)) {
                flaws.add("no event knows paper " + paper.number());
            }
        }
        if (!expected.isEmpty()) {
            flaws.add("papers are missing: " + expected);
        }
    }

    /** Sealed aside for a command that then failed (docs/adr/0008): never entered, so it proves nothing to anybody. */
    private boolean isUnusedCertificate(StoredPaper paper, byte[] pdf) {
        return paper.kind() == PaperKind.LICENCE && !(licences.verify(pdf) instanceof LicenceCheck.Genuine);
    }
}
