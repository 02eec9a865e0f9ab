package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.procedure.Survey;
import org.yimen.procedure.Surveys;
import org.yimen.testing.Faults;
import org.yimen.testing.Faults.Kind;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/**
 * On the main way of a case every call to the outside fails once: statement, commit, file, signature. No failure leaves
 * half a step, opens a door or is done twice, and the same request sent again does what is left.
 */
@HallTest
class FailTheNthCallTest {

    private static final String ITEM = "public-place-hygiene";

    /** More calls than any command makes; reaching it means that something calls without end. */
    private static final int MOST_CALLS = 60;

    private static final byte[] PDF = "%PDF-1.4\n2 0 obj<<>>endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private Soundness soundness;

    @Autowired
    private Faults faults;

    @Autowired
    private Surveys surveys;

    @Autowired
    private TestTime time;

    /** One life of a case: what is done in turn, each step under one key. */
    private final class Life {
        private final Dossier draft = city.complete(ITEM);
        private final Map<String, String> keys = new HashMap<>();
        private final Actor applicant =
                Actor.applicant(city.citizen().holder(), city.citizen().person());
        private final CaseId id = new CaseId("629901", draft.id());
        private final Map<String, Faults.Block> steps = new LinkedHashMap<>();

        private Life() {
            String material = drafts.item(draft).broughtByApplicant().stream()
                    .filter(each -> each.required())
                    .findFirst()
                    .orElseThrow()
                    .code();
            var defects = List.of(new Defect(material, "看不清"));
            steps.put("submit", () -> desk.submit(draft, applicant, "web", key("submit")));
            steps.put(
                    "notice",
                    () -> desk.write(
                            id, city.at("ZX/window"), key("notice"), null, paper -> new NoticeDefects(defects, paper)));
            steps.put("attach", () -> desk.attach(id, desk.dossier(id), material, "补正.pdf", PDF));
            steps.put("supply", () -> desk.supply(id, applicant, key("supply"), desk.dossier(id), List.of(material)));
            steps.put("accept", () -> desk.write(id, city.at("ZX/window"), key("accept"), null, Accept::new));
            steps.put(
                    "start-step",
                    () -> desk.write(
                            id,
                            city.at("WJW/examiner"),
                            key("start-step"),
                            null,
                            paper -> new StartStep(step(), 1, paper)));
            steps.put("survey", () -> {
                if (surveys.find(id, step()).filter(Survey::isRecorded).isEmpty()) {
                    city.surveyed(id, city.step(id, step()));
                }
            });
            steps.put(
                    "finish-step",
                    () -> desk.write(
                            id,
                            city.at("WJW/examiner"),
                            key("finish-step"),
                            null,
                            paper -> new FinishStep("符合", paper)));
            for (String department : List.of("WJW", "SJ")) {
                steps.put(
                        "review-" + department,
                        () -> desk.act(
                                id,
                                city.at(department + "/examiner"),
                                key("review-" + department),
                                null,
                                new Review(department, true, "同意")));
            }
            steps.put("grant", () -> desk.write(id, city.at("WJW/chief"), key("grant"), null, Grant::new));
            steps.put("issue", () -> desk.issue(id, city.at("WJW/chief"), key("issue"), null));
            steps.put("deliver", () -> desk.act(id, city.at("ZX/window"), key("deliver"), null, city.toHimself(id)));
        }

        private String step() {
            return drafts.item(draft).plan().steps().getFirst().code();
        }

        private String key(String step) {
            return keys.computeIfAbsent(step, _ -> City.key());
        }

        private List<String> events() {
            return cases.history(id).stream().map(event -> event.type()).toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whicheverCallFailsNothingIsLeftHalfDoneAndTheSameRequestCompletesIt(Kind kind) throws Exception {
        List<String> smooth = livedThrough(0, kind, new TreeMap<>());
        var reached = new TreeMap<String, Integer>();
        int n = 0;
        boolean fired;
        do {
            n++;
            int before = reached.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(livedThrough(n, kind, reached)).isEqualTo(smooth);
            fired = reached.values().stream().mapToInt(Integer::intValue).sum() > before;
        } while (fired && n < MOST_CALLS);

        assertThat(n).isLessThan(MOST_CALLS);
        assertThat(reached.keySet()).contains("submit", "notice", "supply", "start-step", "grant", "issue", "deliver");
    }

    /** The types of the events in the end; every step meets one fault at its n-th call, if it makes so many. */
    private List<String> livedThrough(int n, Kind kind, Map<String, Integer> reached) throws Exception {
        var life = new Life();
        var failures = new ArrayList<String>();
        for (var step : life.steps.entrySet()) {
            time.advance(Duration.ofMinutes(1));
            boolean submitted = !step.getKey().equals("submit");
            if (submitted && isDone(life, step.getKey())) {
                continue;
            }
            List<String> before = submitted ? life.events() : List.of();
            var outcome = faults.at(n, kind, step.getValue());
            if (outcome.fired()) {
                reached.merge(step.getKey(), 1, Integer::sum);
            } else if (outcome.thrown() != null) {
                throw outcome.thrown();
            }
            if (desk.submitted(life.id.value()).isPresent()) {
                failures.addAll(soundness.flaws(life.id));
                List<String> after = life.events();
                assertThat(after.subList(0, before.size())).isEqualTo(before);
                if (outcome.thrown() != null && kind != Kind.UNHEARD) {
                    assertThat(after)
                            .as("%s failed at call %d", step.getKey(), n)
                            .isEqualTo(before);
                }
            }
            if (outcome.thrown() != null) {
                step.getValue().run();
            }
            List<String> once = life.events();
            int files = desk.dossier(life.id).content().files().size();
            step.getValue().run();
            assertThat(life.events()).as("%s sent again", step.getKey()).isEqualTo(once);
            assertThat(desk.dossier(life.id).content().files()).hasSize(files);
            failures.addAll(soundness.flaws(life.id));
        }
        assertThat(failures).isEmpty();
        assertThat(desk.find(life.id).state()).isInstanceOf(Delivered.class);
        return life.events();
    }

    /** Steps that the plan of this life does not need. */
    private boolean isDone(Life life, String step) {
        CaseFile<State> file = desk.find(life.id);
        return step.equals("accept") && !(file.state() instanceof Received) && !(file.state() instanceof Supplemented);
    }

    @Test
    void theFaultsAreReallyPlanted() {
        var draft = city.complete(ITEM);
        Actor applicant =
                Actor.applicant(city.citizen().holder(), city.citizen().person());

        var counted = faults.at(0, Kind.REFUSED, () -> desk.submit(draft, applicant, "web", City.key()));
        var failed = new TreeSet<Integer>();
        for (int n = 1; n <= counted.calls(); n++) {
            var next = city.complete(ITEM);
            if (faults.at(n, Kind.REFUSED, () -> desk.submit(next, applicant, "web", City.key()))
                            .thrown()
                    != null) {
                failed.add(n);
                assertThat(desk.submitted(next.id())).isEmpty();
            }
        }

        assertThat(failed).hasSize(counted.calls()).hasSizeGreaterThanOrEqualTo(5);
    }
}
