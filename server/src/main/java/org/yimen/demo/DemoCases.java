package org.yimen.demo;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.Ground;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Bans;
import org.yimen.application.Checkpoints;
import org.yimen.application.Competition;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.Gaps;
import org.yimen.application.HandOvers;
import org.yimen.application.Holdings;
import org.yimen.application.Holdings.Held;
import org.yimen.application.LineResults;
import org.yimen.application.LineResults.Keyed;
import org.yimen.application.PreChecks;
import org.yimen.application.Start;
import org.yimen.application.WindowEntries;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Plan.Procedure;
import org.yimen.casework.Plan.Stage;
import org.yimen.casework.Plan.Step;
import org.yimen.casework.WorkLists;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.Answers;
import org.yimen.form.Question;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.ReplayTime;
import org.yimen.procedure.ProcedureRefused;
import org.yimen.procedure.Tenders;
import org.yimen.time.TimeLimit;

/**
 * Some weeks of the demo city: cases in every state, each lived through the same desks as a real one, at moments of the
 * past. Made in the background once the city is open, because every paper on the way is really sealed.
 */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoCases {

    private static final Logger log = LoggerFactory.getLogger(DemoCases.class);
    private static final int WEEKS = 7;
    private static final byte[] SHEET = sheet();

    /** Of the demo's people, those who apply; the first one stays free for whoever plays the story. */
    private static final List<String> CITIZENS = List.of(
            "629901198806210134",
            "629901197911050262",
            "629901196501180318",
            "629901200109092080",
            "629901194805020648",
            "629901199302271173",
            "629901199912310889",
            "629901197110010359",
            "629901199007041463",
            "629901198508151594",
            "62990119560323022X",
            "629901200506181714",
            "629901198211200199",
            "629901199704101847");

    private final Catalogue catalogue;
    private final Drafts drafts;
    private final ApplicationDesk desk;
    private final Applicants applicants;
    private final People people;
    private final Entities entities;
    private final Directory directory;
    private final LineResults lines;
    private final PreChecks preChecks;
    private final WindowEntries entries;
    private final WorkLists lists;
    private final DemoTalk talk;
    private final DemoFees fees;
    private final DemoDeliveries deliveries;
    private final DemoSupervision supervision;
    private final DemoSurveys surveys;
    private final DemoTeams teams;
    private final DemoOriginals originals;
    private final Holdings holdings;
    private final InstantSource time;
    private final int wanted;
    private volatile boolean closing;

    DemoCases(
            Catalogue catalogue,
            Drafts drafts,
            ApplicationDesk desk,
            Applicants applicants,
            People people,
            Entities entities,
            Directory directory,
            LineResults lines,
            PreChecks preChecks,
            WindowEntries entries,
            WorkLists lists,
            DemoTalk talk,
            DemoFees fees,
            DemoDeliveries deliveries,
            DemoSupervision supervision,
            DemoSurveys surveys,
            DemoTeams teams,
            DemoOriginals originals,
            Holdings holdings,
            InstantSource time,
            @Value("${yimen.demo.cases:240}") int wanted) {
        this.catalogue = catalogue;
        this.drafts = drafts;
        this.desk = desk;
        this.applicants = applicants;
        this.people = people;
        this.entities = entities;
        this.directory = directory;
        this.lines = lines;
        this.preChecks = preChecks;
        this.entries = entries;
        this.lists = lists;
        this.talk = talk;
        this.fees = fees;
        this.deliveries = deliveries;
        this.supervision = supervision;
        this.surveys = surveys;
        this.teams = teams;
        this.originals = originals;
        this.holdings = holdings;
        this.time = time;
        this.wanted = wanted;
    }

    @EventListener(ApplicationReadyEvent.class)
    void fill() {
        var departments =
                directory.departments().stream().map(each -> each.code()).toList();
        boolean there = !lists.ofDepartments(
                        directory.region(),
                        desk.kind(),
                        departments,
                        time.instant().plusSeconds(1),
                        1)
                .isEmpty();
        if (!there && wanted > 0) {
            Thread.ofVirtual().name("demo-cases").start(this::live);
        }
    }

    /** Who stops Yimen while the city fills up must not read of cases that went wrong. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing = true;
    }

    /** Lives every case up to this moment, the earliest first, so that numbers and queues are in order. */
    void live() {
        Instant now = time.instant();
        var random = new Random(20261121);
        // What is about a licence that is there already is begun by who holds one.
        List<ItemVersion> items = catalogue.published().stream()
                .filter(item -> item.business() == null)
                // Nobody applies while its window is closed.
                .filter(item -> item.window()
                        .filter(window -> !window.isOpenOn(CityTime.day(now)))
                        .isEmpty())
                .toList();
        var lives = new ArrayList<Life>();
        for (int i = 0; i < wanted; i++) {
            Instant start = office(now.minus(Duration.ofMinutes(random.nextInt(WEEKS * 7 * 24 * 60))), random);
            lives.add(new Life(items.get(i % items.size()), start, i, new Random(random.nextLong()), now));
        }
        items.stream().filter(item -> item.commitment() != null).findFirst().ifPresent(item -> {
            for (int i = 0; i < COMMITTED_DAYS_AGO.size(); i++) {
                Instant start = office(now.minus(Duration.ofDays(COMMITTED_DAYS_AGO.get(i))), random);
                lives.add(new Life(item, start, COMMITS * PER_FATE + i, new Random(i), now));
            }
        });
        // 不得再次申请 (行政许可法 art. 78): one of them handed in a report that nobody had written.
        items.stream()
                .filter(item -> item.oversight().safety())
                .findFirst()
                .ifPresent(item -> lives.add(
                        new Life(item, office(lied(item, now), random), LIES * PER_FATE, new Random(LIES), now)));
        lives.sort((one, other) -> one.moment.compareTo(other.moment));
        int lived = 0;
        for (Life life : lives) {
            if (closing) {
                return;
            }
            try {
                life.live();
                lived++;
            } catch (RuntimeException failure) {
                if (closing) {
                    return;
                }
                log.error("A demo case of {} went wrong", life.item.code(), failure);
            }
        }
        for (int i = 0; i < Math.min(3, items.size()) && !closing; i++) {
            new Life(items.get(i), now.minus(Duration.ofHours(3L - i)), i, new Random(i), now).asksBefore();
        }
        fees.compare(WEEKS * 7);
        log.info("{} demo cases are there", lived);
        supervision.live(() -> closing);
        surveys.more();
        teams.live();
        originals.live(() -> closing);
        talk.live(CITIZENS, () -> closing);
    }

    /** One case of this item by its number alone, begun an hour ago. */
    void live(ItemVersion item, int number) {
        Instant now = time.instant();
        new Life(item, now.minus(Duration.ofHours(1)), number, new Random(number), now).live();
    }

    /** Not before the version that bars him was in force. */
    private static Instant lied(ItemVersion item, Instant now) {
        Instant inForce = CityTime.startOf(item.effectiveOn().plusDays(1));
        Instant earliest = now.minus(LIED_AGO);
        return inForce.isAfter(earliest) ? inForce : earliest;
    }

    /** The same moment, moved into the office's hours. */
    private static Instant office(Instant moment, Random random) {
        LocalDate day = CityTime.day(moment);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.plusDays(1);
        }
        return day.atTime(LocalTime.of(9, 0))
                .plusMinutes(random.nextInt(8 * 60))
                .atZone(CityTime.ZONE)
                .toInstant();
    }

    /** The window, as somebody else lets it act. */
    @FunctionalInterface
    interface Window {
        void act(CaseId id, Command command);
    }

    /** Fates of those who promise: to bring a paper, in place of a proof, and to forget it. */
    private static final int PROMISES = 10;

    private static final int COMMITS = 11;
    static final int PER_FATE = 12;

    /** Some who commit, so that there are promises to check: the item has taken them since this month only. */
    private static final List<Integer> COMMITTED_DAYS_AGO = List.of(19, 18, 17, 15, 13);

    private static final int FORGETS = 12;

    /** The fate of who lies, and the longest that it is ago; his case waits for nobody, so that it is decided by now. */
    static final int LIES = 13;

    private static final Duration LIED_AGO = Duration.ofDays(30);
    private static final String LIAR = "62990119560323022X";

    /** One case on its way; it ends where its moments pass the present, or where its fate says so. */
    private final class Life {

        private final ItemVersion item;
        private final int number;
        private final Random random;
        private final Instant now;
        private Instant moment;

        Life(ItemVersion item, Instant start, int number, Random random, Instant now) {
            this.item = item;
            this.moment = start;
            this.number = number;
            this.random = random;
            this.now = now;
        }

        void live() {
            if (moment.isAfter(now)) {
                return;
            }
            Applicant applicant = applicant();
            var holder = new CaseFile<?>[1];
            ReplayTime.at(moment, () -> Patience.patiently(() -> closing, () -> holder[0] = submit(applicant)));
            CaseId id = holder[0].id();
            int fate = fate();
            if (fate == 1) {
                // Nobody answers: silence accepts where the law says so.
                moment = moment.plus(Duration.ofDays(12));
                step(() -> desk.wake(id));
            } else if (!receive(id, fate, applicant)) {
                return;
            }
            if (fees.isCharged(item) && !step(() -> fees.live(id, item, number))) {
                return;
            }
            if (review(id, fate) && fate != 5 && bring(id, applicant)) {
                decide(id, fate);
            }
        }

        private boolean receive(CaseId id, int fate, Applicant applicant) {
            String department = item.department();
            if (fate == 3) {
                step(() -> desk.write(
                        id,
                        accepting(),
                        key(),
                        null,
                        paper -> new Decline(
                                Ground.NOT_COMPETENT, "该场所不在本市行政区域内。", "场所所在地的" + department(department), paper)));
                return false;
            }
            if (fate == 4 || fate == 9) {
                var uploads = uploads(id);
                if (!uploads.isEmpty()) {
                    Material first = uploads.getFirst();
                    var defects = List.of(new Defect(first.code(), "内容不清楚，请按指南的说明重新提供"));
                    if (!step(() ->
                            desk.write(id, accepting(), key(), null, paper -> new NoticeDefects(defects, paper)))) {
                        return false;
                    }
                    if (fate == 4) {
                        return false;
                    }
                    if (!step(() -> supply(id, first, applicant))) {
                        return false;
                    }
                }
            }
            if (fate == 6) {
                step(() -> desk.act(
                        id,
                        Actor.applicant(applicant.holder(), applicant.person()),
                        key(),
                        null,
                        new Withdraw("经营计划有变，暂不办理")));
                return false;
            }
            if (number % 5 == 0) {
                at(moment.plus(Duration.ofMinutes(5)), () -> compare(id));
            }
            boolean whole = Gaps.awaited(state(id)).isEmpty();
            List<String> looked = looked(desk.dossier(id));
            Runnable accept = () -> {
                desk.write(
                        id,
                        accepting(),
                        key(),
                        null,
                        paper -> whole ? new Accept(paper, looked) : new AcceptWithGaps(paper, looked));
                if (number % 3 == 0) {
                    opened(id);
                }
            };
            // Where silence of the day accepts, the window answers at once.
            boolean atOnce = item.limits().answer().unit() == TimeLimit.Unit.SAME_DAY;
            boolean sameDay = atOnce && item.limits().silence() != null;
            return sameDay ? at(moment.plus(Duration.ofMinutes(20)), accept) : step(accept);
        }

        private List<String> unmet() {
            return item.conditions().stream()
                    .limit(1)
                    .map(ItemVersion.Condition::code)
                    .toList();
        }

        private int fate() {
            int fate = number / PER_FATE % 20;
            // The one who lies is a person, so it is no fate of what only firms apply for.
            return fate == LIES && !item.audiences().contains(Audience.PERSON) ? 0 : fate;
        }

        /** 容缺补交: brings what was promised, unless it is the fate of this one to forget. */
        private boolean bring(CaseId id, Applicant applicant) {
            Actor himself = Actor.applicant(applicant.holder(), applicant.person());
            for (Gaps.Gap gap : Gaps.of(state(id)).missing()) {
                String material = gap.material();
                boolean brought = fate() != FORGETS
                        && step(() -> desk.supplyGap(id, himself, key(), desk.dossier(id), material, "补交.pdf", SHEET))
                        && step(() -> desk.act(id, accepting(), key(), null, new CheckGap(material, true, "")));
                if (!brought) {
                    return false;
                }
            }
            return true;
        }

        private boolean review(CaseId id, int fate) {
            for (int guard = 0; guard < 12; guard++) {
                if (!(state(id) instanceof State.Reviewing(var _, var _, var course))) {
                    return true;
                }
                var element = item.plan().elements().get(course.position());
                boolean done = switch (element) {
                    case Stage stage -> opinions(id, stage, fate);
                    case Step special -> special(id, special);
                };
                if (!done) {
                    return false;
                }
            }
            return true;
        }

        private boolean opinions(CaseId id, Stage stage, int fate) {
            // Nobody here asks to be heard, so no hearing begins.
            Step special = item.plan().steps().stream()
                    .filter(step -> step.procedure() != Procedure.HEARING)
                    .findFirst()
                    .orElse(null);
            if (fate == 7 && special != null) {
                boolean open = state(id) instanceof State.Reviewing(var _, var _, var course)
                        && course.halts().isEmpty()
                        && !special.always();
                if (open && !special(id, special)) {
                    return false;
                }
            }
            for (String department : stage.departments()) {
                boolean favourable = fate != 8;
                String opinion = favourable ? "材料齐全，符合条件，建议准予。" : "经营场所面积不符合要求，建议不予。";
                if (!step(() -> desk.act(
                        id,
                        officer(department + "/examiner"),
                        key(),
                        null,
                        new Review(department, favourable, opinion)))) {
                    return false;
                }
            }
            return true;
        }

        private boolean special(CaseId id, Step special) {
            Actor examiner = officer(special.department() + "/examiner");
            boolean publicity = special.procedure() == Procedure.PUBLICITY;
            int days = publicity ? special.mostDays() : Math.min(3, special.mostDays());
            return step(() ->
                            desk.write(id, examiner, key(), null, paper -> new StartStep(special.code(), days, paper)))
                    && (!publicity || hangsOut(days))
                    && survey(id, special)
                    && step(() -> surveys.assign(id, special))
                    && (!Tenders.isOne(special) || step(() -> surveys.ranks(id, special, number)))
                    && step(() ->
                            desk.write(id, examiner, key(), null, paper -> new FinishStep("按规定完成，结论：符合要求。", paper)));
        }

        /** What is publicised stays so for its days, with the days off and the holidays among them. */
        private boolean hangsOut(int days) {
            moment = moment.plus(Duration.ofDays(days * 2L + 8));
            return !moment.isAfter(now);
        }

        /** A survey is appointed, and looked at on another day. */
        private boolean survey(CaseId id, Step special) {
            return special.procedure() != Procedure.SITE_SURVEY
                    || (step(() -> surveys.appoint(id, special, moment)) && step(() -> surveys.record(id, special)));
        }

        private void decide(CaseId id, int fate) {
            Actor chief = officer(item.department() + "/chief");
            boolean lost = Competition.decides(item) && !DemoSurveys.wins(number);
            if (fate == 8 || fate == LIES || lost) {
                boolean lies = fate == LIES;
                boolean outbid = lost && !lies && fate != 8;
                String basis = lies
                        ? Bans.FALSE_STATEMENT
                        : outbid
                                ? Competition.basis(item).orElseThrow()
                                : item.basis().getFirst().cited();
                String reason = lies ? "所附检测报告经向出具机构核实，系伪造。" : outbid ? "没有中标，名额给了排在前面的。" : "经营场所面积不符合规定的条件。";
                boolean refused = step(() -> {
                    if (item.mode().lineSystem() != null) {
                        lines.key(desk.find(id), item, chief.id(), new Keyed(lineNumber(id), false, today()));
                    }
                    desk.write(
                            id,
                            chief,
                            key(),
                            null,
                            paper -> new Refuse(lies || outbid ? List.of() : unmet(), reason, basis, paper));
                });
                if (refused && consent(id, false)) {
                    step(() -> desk.act(
                            id,
                            window(),
                            key(),
                            null,
                            new Serve("window", HandOvers.usual(desk.applicant(desk.find(id))))));
                }
                return;
            }
            boolean issued = step(() -> {
                        keyBack(id, chief);
                        desk.write(id, chief, key(), null, Grant::new);
                    })
                    && consent(id, true)
                    && step(() -> desk.issue(id, chief, key(), null));
            if (issued && handOver(id)) {
                moment = CityTime.startOf(CityTime.day(moment).plusDays(1)).minus(Duration.ofHours(1));
                step(() -> {
                    // 推送: a case is closed once its decision is with who supervises.
                    supervision.hear();
                    desk.wake(id);
                });
            }
        }

        /** 双人决定: the head looks at it too, where the item wants that. */
        private boolean consent(CaseId id, boolean grants) {
            Actor head = officer(item.department() + "/head");
            return !item.oversight().secondDecider()
                    || step(() -> desk.write(id, head, key(), null, paper -> new Consent(grants, paper)));
        }

        private boolean handOver(CaseId id) {
            Window clerk = (of, command) -> desk.act(of, window(), key(), null, command);
            for (Runnable act : deliveries.of(id, number, clerk)) {
                if (!step(act)) {
                    return false;
                }
            }
            return state(id) instanceof State.Delivered;
        }

        /** 线上提交、线下审批: the result of the system of the line comes first. */
        private void keyBack(CaseId id, Actor chief) {
            if (item.mode().lineSystem() != null && lines.of(id).isEmpty()) {
                lines.key(desk.find(id), item, chief.id(), new Keyed(lineNumber(id), true, today()));
            }
        }

        private String lineNumber(CaseId id) {
            return "垂管" + desk.find(id).number();
        }

        private LocalDate today() {
            return CityTime.day(time.instant());
        }

        /** Some hours or a day later; false where that is still to come, or where a rule says no. */
        private boolean step(Runnable act) {
            boolean slow = random.nextInt(12) == 0;
            Duration pause = fate() == LIES
                    ? Duration.ofHours(2)
                    : Duration.ofHours(slow ? 24L * (3 + random.nextInt(9)) : 1 + random.nextInt(26));
            Instant next = office(moment.plus(pause), random);
            return at(next.isAfter(moment) ? next : moment.plus(Duration.ofMinutes(20)), act);
        }

        private boolean at(Instant then, Runnable act) {
            moment = then;
            if (moment.isAfter(now)) {
                return false;
            }
            try {
                ReplayTime.at(moment, () -> Patience.patiently(() -> closing, act));
                return true;
            } catch (CaseRuleBroken | ProcedureRefused refusal) {
                // Numbers are limited and somebody is ahead, or time was quicker: the case rests where it is.
                log.debug("A demo case rests: {}", refusal.getMessage());
                return false;
            }
        }

        private CaseFile<State> submit(Applicant applicant) {
            boolean window = number % 5 == 0;
            Dossier draft = fill(applicant, window);
            Actor actor = window ? window() : Actor.applicant(applicant.holder(), applicant.person());
            return desk.submit(draft, actor, window ? "window" : terminal(applicant), key());
        }

        /** 预审: some ask before they submit; the first waits, the second has something to put right, the third passed. */
        void asksBefore() {
            ReplayTime.at(moment, () -> {
                Dossier draft = fill(applicant(), false);
                preChecks.ask(draft);
                if (number > 0) {
                    List<Defect> defects = number > 1
                            ? List.of()
                            : Drafts.uploads(item, draft).stream()
                                    .limit(1)
                                    .map(material -> new Defect(material.code(), "图面不清楚，请换一份看得清文字的"))
                                    .toList();
                    preChecks.answer(draft, window().id(), draft.version(), defects, looked(draft));
                }
            });
        }

        private List<String> looked(Dossier dossier) {
            return Checkpoints.of(item, dossier).stream()
                    .map(Checkpoints.Point::id)
                    .toList();
        }

        /** 录入用时: from opening to acceptance, the scanned ones faster than those that were typed in. */
        private void opened(CaseId id) {
            List<WindowEntries.Way> ways = List.of(WindowEntries.Way.values());
            WindowEntries.Way way = ways.get(number % ways.size());
            int least = switch (way) {
                case QR -> 35;
                case CALLED -> 50;
                case FOUND -> 90;
                case TYPED -> 300;
            };
            Instant before = time.instant().minusSeconds(least + random.nextInt(least));
            ReplayTime.at(before, () -> entries.opened(id.region(), id.value(), way, window().id()));
            entries.accepted(id.region(), id.value());
        }

        /** What runs out was made three weeks before. */
        private Answers printed(Answers answers) {
            Answers printed = answers;
            for (Material material : item.materials()) {
                Material.Term term = material.term();
                if (term != null && !answers.all(term.question()).isEmpty()) {
                    printed = printed.with(
                            term.question(), drafts.today().minusDays(21).toString());
                }
            }
            return printed;
        }

        private Dossier fill(Applicant applicant, boolean window) {
            Dossier draft = drafts.create(applicant, item.code(), start(applicant, window));
            Answers answers = printed(new DemoAnswers(random).complete(item.form(), draft.answers(), applicant));
            for (Question question : item.form().questions()) {
                List<String> given = answers.all(question.code());
                if (!given.isEmpty() && !given.equals(draft.answers().all(question.code()))) {
                    draft = drafts.answer(draft, question, given);
                }
            }
            if (fate() == COMMITS && drafts.commitment(draft).isPresent()) {
                draft = drafts.commit(draft, true);
            }
            for (Material material : Drafts.uploads(item, draft)) {
                Optional<LocalDate> later = fate() == PROMISES || fate() == FORGETS
                        ? drafts.latestPromise(draft, material)
                        : Optional.empty();
                if (later.isPresent()) {
                    draft = drafts.promise(draft, material, later.get());
                } else if (material.required()) {
                    draft = given(draft, material);
                }
            }
            return draft;
        }

        /** Every third takes over what is held of him, where something is. */
        private Dossier given(Dossier draft, Material material) {
            var held = number % 3 == 0 ? drafts.held(draft, material).stream().findFirst() : Optional.<Held>empty();
            return held.map(each -> drafts.takeOver(
                            draft, material, each.dossier(), each.file().id()))
                    .orElseGet(() -> drafts.attach(
                            draft, material.code(), material.name().zh() + ".pdf", SHEET));
        }

        /** At the window some bring the original along. */
        private void compare(CaseId id) {
            desk.dossier(id).content().files().stream()
                    .filter(file -> file.origin() == null)
                    .findFirst()
                    .ifPresent(file -> holdings.compare(id, file.id(), window(), null));
        }

        /** Some on the phone, and some people at a machine of the hall. */
        private String terminal(Applicant applicant) {
            return switch (number % 7) {
                case 2, 3 -> "mobile";
                case 5 -> applicant.entity() ? "web" : "kiosk";
                default -> "web";
            };
        }

        private Start start(Applicant applicant, boolean window) {
            Start.How how = number % 10 == 0 ? Start.How.CARD : Start.How.TYPED;
            Start online = Start.signedIn(applicant);
            return window ? new Start(online.key(), applicant.entity() ? Start.How.TYPED : how) : online;
        }

        private void supply(CaseId id, Material material, Applicant applicant) {
            Dossier next = desk.attach(
                    id,
                    desk.dossier(id),
                    material.code(),
                    "补正-" + material.name().zh() + ".pdf",
                    SHEET);
            desk.supply(
                    id, Actor.applicant(applicant.holder(), applicant.person()), key(), next, List.of(material.code()));
        }

        private List<Material> uploads(CaseId id) {
            return Drafts.uploads(item, desk.dossier(id)).stream()
                    .filter(Material::required)
                    .toList();
        }

        private State state(CaseId id) {
            return desk.find(id).state();
        }

        private Applicant applicant() {
            if (fate() == LIES) {
                return applicants.of(
                        people.find(CitizenId.of(LIAR)).orElseThrow().id(), null);
            }
            boolean person = item.audiences().contains(Audience.PERSON)
                    && (random.nextBoolean() || !item.audiences().contains(Audience.ENTITY));
            while (true) {
                String number = CITIZENS.get(random.nextInt(CITIZENS.size()));
                Person who = people.find(CitizenId.of(number)).orElseThrow();
                if (person) {
                    return applicants.of(who.id(), null);
                }
                List<LegalEntity> firms = entities.operatedBy(who.id(), CityTime.day(moment));
                if (!firms.isEmpty()) {
                    return applicants.of(
                            who.id(), firms.get(random.nextInt(firms.size())).id());
                }
            }
        }

        /** 受理岗 of the department; the centre accepts its own at its windows. */
        private Actor accepting() {
            String own = item.department() + "/accept";
            return directory
                            .holders(directory.region(), own, CityTime.day(moment))
                            .isEmpty()
                    ? window()
                    : officer(own);
        }

        private Actor window() {
            return officer(Counters.CENTRE);
        }

        private Actor officer(String post) {
            var holders = directory.holders(directory.region(), post, CityTime.day(moment)).stream()
                    .filter(holder -> !holder.standIn())
                    .toList();
            return Actor.officer(
                    holders.get(random.nextInt(holders.size())).staff().id(), post);
        }

        private String department(String code) {
            return directory.department(code).shortName().zh();
        }

        private static String key() {
            return "demo-" + UUID.randomUUID();
        }
    }

    /** One page that says what it is; every demo material is this sheet. */
    private static byte[] sheet() {
        String text = "BT /F1 24 Tf 72 720 Td (Demo material - Anlan is an invented city) Tj ET";
        String pdf = """
            %%PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
            4 0 obj<</Length %d>>stream
            %s
            endstream endobj
            5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
            trailer<</Root 1 0 R>>
            %%%%EOF
            """.formatted(text.length(), text);
        return pdf.getBytes(StandardCharsets.US_ASCII);
    }
}
