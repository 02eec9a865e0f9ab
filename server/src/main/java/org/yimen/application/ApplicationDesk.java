package org.yimen.application;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.application.Dossier.Filed;
import org.yimen.application.Drafts.Arriving;
import org.yimen.application.Gaps.Gap;
import org.yimen.application.Gaps.Promise;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.Ask;
import org.yimen.casework.Attempts;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Sleeper;
import org.yimen.casework.Subject;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Business;
import org.yimen.catalogue.Office;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.crypto.Sm3;
import org.yimen.document.DocumentRuleBroken;
import org.yimen.document.Fact;
import org.yimen.document.Paper;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.Sealing;
import org.yimen.form.Answers;
import org.yimen.form.FormCheck;
import org.yimen.form.Question;
import org.yimen.form.Said;
import org.yimen.identifier.CaseNumber;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identifier.Numbers;
import org.yimen.identifier.Uuid7;
import org.yimen.licence.Ending;
import org.yimen.licence.Holder;
import org.yimen.licence.Issuer;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.LicenceDesk.Prepared;
import org.yimen.licence.LicenceDraft;
import org.yimen.licence.LicenceType;
import org.yimen.licence.Term;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Json;
import org.yimen.platform.Settings;
import org.yimen.platform.web.Site;
import org.yimen.platform.web.Words;
import org.yimen.time.Clock;
import org.yimen.time.Reading;

/** Where applications are handed in and moved: every page and every other door comes through here. */
@Service
public class ApplicationDesk implements Sleeper {

    /** Stands for a paper whose number is not drawn yet, in what a person asked for. */
    private static final PaperRef UNNUMBERED = new PaperRef(new UUID(0, 0), "");

    /** The kind of these cases in lists that hold every kind. */
    public static final String KIND = ApplicationProcedure.KIND;

    /** Kind of the audit entries of deviations from the order of a plan. */
    public static final String DEVIATION = "application.deviation";

    /** Where nothing is asked for any more; of all others it is looked at closely. */
    private static final Set<String> OVER = Set.of(
            "Issued", "Delivered", "Refused", "RefusalServed", "Declined", "Withdrawn", "Terminated", "Archived");

    static final String SNAPSHOT = "casework.case_file.applicant_sealed";
    private static final Json JSON = Json.of();

    private final CaseDesk cases;
    private final Attempts attempts;
    private final CardStops stops;
    private final ApplicationProcedure procedure;
    private final Dossiers dossiers;
    private final Beginnings beginnings;
    private final Localities localities;
    private final Drafts drafts;
    private final GivenUpFiles givenUp;
    private final Catalogue catalogue;
    private final Directory directory;
    private final SealedPapers papers;
    private final LicenceDesk licences;
    private final CaseFees fees;
    private final Promises promises;
    private final Bans bans;
    private final Lanes lanes;
    private final FollowUps followUps;
    private final HandOvers handOvers;
    private final LoopLinks links;
    private final Concerns concerns;
    private final SpecialRecords records;
    private final Places places;
    private final SupervisionNotes notes;
    private final Holdings holdings;
    private final LineResults lines;
    private final ColumnCipher cipher;
    private final Numbers numbers;
    private final PaperNumbers paperNumbers;
    private final Parties parties;
    private final AuditLog audit;
    private final Settings settings;
    private final InstantSource time;
    private final String region;

    ApplicationDesk(
            CaseDesk cases,
            Attempts attempts,
            CardStops stops,
            ApplicationProcedure procedure,
            Dossiers dossiers,
            Beginnings beginnings,
            Localities localities,
            Drafts drafts,
            GivenUpFiles givenUp,
            Catalogue catalogue,
            Directory directory,
            SealedPapers papers,
            LicenceDesk licences,
            CaseFees fees,
            Promises promises,
            Bans bans,
            Lanes lanes,
            FollowUps followUps,
            HandOvers handOvers,
            LoopLinks links,
            Concerns concerns,
            SpecialRecords records,
            Places places,
            SupervisionNotes notes,
            Holdings holdings,
            LineResults lines,
            ColumnCipher cipher,
            Numbers numbers,
            PaperNumbers paperNumbers,
            Parties parties,
            AuditLog audit,
            Settings settings,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.cases = cases;
        this.attempts = attempts;
        this.stops = stops;
        this.procedure = procedure;
        this.dossiers = dossiers;
        this.beginnings = beginnings;
        this.localities = localities;
        this.drafts = drafts;
        this.givenUp = givenUp;
        this.catalogue = catalogue;
        this.directory = directory;
        this.papers = papers;
        this.licences = licences;
        this.fees = fees;
        this.promises = promises;
        this.bans = bans;
        this.lanes = lanes;
        this.followUps = followUps;
        this.handOvers = handOvers;
        this.links = links;
        this.concerns = concerns;
        this.records = records;
        this.places = places;
        this.notes = notes;
        this.holdings = holdings;
        this.lines = lines;
        this.cipher = cipher;
        this.numbers = numbers;
        this.paperNumbers = paperNumbers;
        this.parties = parties;
        this.audit = audit;
        this.settings = settings;
        this.time = time;
        this.region = region;
    }

    /** Hands a draft in: from this moment the office's time runs. Refused while something is missing. */
    public CaseFile<State> submit(Dossier draft, Actor actor, String channel, String key) {
        Dossier settled = drafts.settled(draft);
        return handIn(settled, actor, channel, key, Dossiers.digest(settled));
    }

    /**
     * The same for who sends a whole application at once, and again where he heard no answer.
     *
     * @param body digest of what was sent: a repeat comes with another draft and the same body
     */
    public CaseFile<State> submit(Dossier draft, Actor actor, String channel, String key, String body) {
        return handIn(drafts.settled(draft), actor, channel, key, body);
    }

    private CaseFile<State> handIn(Dossier draft, Actor actor, String channel, String key, String body) {
        if (!drafts.gaps(draft).isEmpty()) {
            throw new CaseRuleBroken("application.submit.incomplete");
        }
        Instant now = time.instant();
        ItemVersion item = drafts.item(draft);
        var id = new CaseId(region, draft.id());
        var blank = new CaseFile<State>(
                id,
                procedure.kind(),
                drawCaseNumber(now),
                draft.applicant().maskedName(),
                new Subject(draft.item(), draft.itemVersion()),
                draft.applicant().holder(),
                snapshot(id, draft.applicant()),
                item.department(),
                channel,
                now,
                new Draft(),
                0,
                0,
                "");
        List<Promise> promised = Drafts.promised(item, draft);
        var counted = new Beginnings.Handed(
                Beginnings.filled(draft, item),
                Beginnings.sources(draft, item),
                drafts.waived(draft),
                Validity.ofPapers(item, draft));
        String commitment = draft.content().commitment();
        Concern concern = concerns.of(draft, item);
        var ask = new Ask<Command>(
                id,
                key,
                actor,
                new Submit(Dossiers.digest(draft), promised, commitment, isAssisted(draft.applicant()), concern),
                null,
                new Submit(body, promised, commitment));
        return cases.open(procedure, blank, ask, (_, _) -> {
            mustRunAlone(id, draft.item(), concern);
            beginnings.handIn(draft, counted, channel, now);
            localities.handedIn(id, actor, now);
        });
    }

    /** The same is asked for once for a licence: of two, one could be granted and never be carried out. */
    private void mustRunAlone(CaseId id, String item, @Nullable Concern concern) {
        if (concern == null) {
            return;
        }
        concerns.inTurn(id.region(), concern.licence());
        concerns.another(
                        id,
                        concern.licence(),
                        other -> other.subject().code().equals(item)
                                && !OVER.contains(other.status())
                                && isRunning(find(other.id()).state()))
                .ifPresent(other -> {
                    throw new CaseRuleBroken("application.concern.running", other.number());
                });
    }

    private static boolean isRunning(State state) {
        return Application.isUndecided(state) || state instanceof State.Granted;
    }

    /** What is issued takes the place of a licence that neither ended nor stands still at this moment. */
    private void mustNotBeHalted(CaseFile<State> next, @Nullable Concern concern) {
        if (concern != null) {
            againInTurn(next, concern, procedure::halted);
        }
    }

    /** Of two that were granted about a licence the second could never be issued, though both be granted at one moment. */
    private void mustBeFirst(CaseFile<State> next, List<Event> events, Actor actor) {
        Concern concern = Application.filing(next.state()).concern();
        // What the law itself grants by silence waits for nobody.
        if (concern == null
                || actor.kind() == Actor.Kind.SYSTEM
                || events.stream().noneMatch(Event.Granted.class::isInstance)) {
            return;
        }
        againInTurn(next, concern, procedure::barred);
    }

    /** The rule has passed already; asked again with the turn in hand, it holds for those who came at the same moment. */
    private void againInTurn(
            CaseFile<State> next, Concern concern, BiFunction<CaseId, Concern, Optional<String>> rule) {
        concerns.inTurn(next.id().region(), concern.licence());
        rule.apply(next.id(), concern).ifPresent(code -> {
            throw new CaseRuleBroken(code);
        });
    }

    /** 代办: somebody hands in for another person; who acts for a firm is its own hand. */
    private static @Nullable Boolean isAssisted(Applicant applicant) {
        boolean other = !applicant.entity() && !applicant.person().equals(applicant.holder());
        return other ? true : null;
    }

    /**
     * Moves a case by a command that is not written on a paper.
     *
     * @param seen the version of the case that the page showed
     */
    public CaseFile<State> act(CaseId id, Actor actor, String key, @Nullable Long seen, Command command) {
        return act(id, actor, key, seen, command, command);
    }

    private CaseFile<State> act(
            CaseId id, Actor actor, String key, @Nullable Long seen, Command command, Command body) {
        return cases.handle(procedure, new Ask<>(id, key, actor, command, seen, body), (next, events) -> {
            stops.demandNone(id, actor, command);
            mustBeFirst(next, events, actor);
            events.forEach(event -> list(next, event, actor));
            places.follow(next, item(next), events);
            fees.follow(next, events, actor);
            handOvers.follow(next, command, events, actor, () -> applicant(next), time.instant());
        });
    }

    /** What stands in a list of its own as soon as it counts: deviations for supervision, broken promises. */
    private void list(CaseFile<State> file, Event event, Actor actor) {
        if (event instanceof Event.PromiseBroken broken) {
            promises.broken(file, broken);
        }
        if (event instanceof Event.Admitted admitted) {
            lanes.admitted(file, admitted, actor, time.instant());
        }
        records.follow(file, item(file), event);
        notes.follow(file, event, actor);
        if (event instanceof Event.Deviated deviated) {
            audit.record(
                    file.id().region(),
                    actor.id().toString(),
                    DEVIATION,
                    file.id().value().toString(),
                    Map.of(
                            "element", deviated.element(),
                            "postponed", deviated.postponed(),
                            "reason", deviated.reason(),
                            "note", deviated.note(),
                            "asked-by", deviated.by().toString(),
                            "post", actor.post()));
        }
    }

    /** Moves a case by a command that is written on a formal paper: number, paper, seal and event, or nothing. */
    public CaseFile<State> write(
            CaseId id, Actor actor, String key, @Nullable Long seen, Function<PaperRef, Command> command) {
        Instant now = time.instant();
        Command body = command.apply(UNNUMBERED);
        if (SecondEyes.proposes(body, () -> item(find(id)))) {
            return cases.handle(procedure, new Ask<>(id, key, actor, body, seen, body), (next, _) -> {
                stops.demandNone(id, actor, body);
                lines.demand(next, item(next), body);
            });
        }
        var paper = new PaperRef(Uuid7.next(now), paperNumbers.draw(region, Papers.kind(body), now));
        Command written = command.apply(paper);
        return cases.handle(procedure, new Ask<>(id, key, actor, written, seen, body), (next, events) -> {
            stops.demandNone(id, actor, written);
            demandCheckpoints(next, written, events);
            lines.demand(next, item(next), written);
            mustBeFirst(next, events, actor);
            store(next, written, events, paper, actor, now);
            events.forEach(event -> {
                records.follow(next, item(next), event);
                bans.follow(next, item(next), event);
                notes.follow(next, event, actor);
                parties.follow(next, item(next), event, actor, now);
            });
            places.follow(next, item(next), events);
            fees.follow(next, events, actor);
            holdings.follow(next, events, actor, now);
        });
    }

    /** 受理审查要点: the window accepts nothing that it has not looked at. */
    private void demandCheckpoints(CaseFile<State> file, Command command, List<Event> events) {
        List<String> looked = switch (command) {
            case Accept accept -> accept.looked();
            case AcceptWithGaps accept -> accept.looked();
            default -> Checkpoints.ALL;
        };
        if (!Checkpoints.isVouchedFor(looked)) {
            Checkpoints.demand(item(file), dossier(file.id()), looked, events);
        }
    }

    /** 当场更正 (art. 32(3)): with the applicant's consent an answer is put right at once; the one before is kept. */
    public CaseFile<State> correctOnTheSpot(
            CaseId id, Actor actor, String key, @Nullable Long seen, String code, List<String> given) {
        Dossier dossier = dossier(id);
        Question question = drafts.item(dossier)
                .form()
                .question(code)
                .orElseThrow(() -> attempts.told(id, actor, "CorrectOnTheSpot", notOnTheList(code)));
        Slips.demand(drafts.item(dossier), dossier, question);
        List<String> answer = FormCheck.normalise(question, given);
        Instant now = time.instant();
        Dossier next = drafts.corrected(dossier, question, answer, now);
        var ask = new Ask<Command>(
                id,
                key,
                actor,
                new CorrectOnTheSpot(code, Dossiers.digest(next)),
                seen,
                new CorrectOnTheSpot(code, Sm3.hex(String.join("\n", answer).getBytes(UTF_8))));
        return cases.handle(procedure, ask, (_, _) -> {
            if (dossier.answers().all(code).equals(answer)) {
                throw new CaseRuleBroken("application.correct.same");
            }
            dossiers.supplement(next, now);
        });
    }

    /** 容缺补交: takes in a promised file and hands it in with the same click; the window looks at it next. */
    public CaseFile<State> supplyGap(
            CaseId id, Actor actor, String key, Dossier dossier, String material, String name, byte[] bytes) {
        Gap gap = Tasks.course(find(id).state())
                .flatMap(course -> course.gaps().find(material))
                .orElseThrow(() -> new CaseRuleBroken("application.gaps.not-open", material));
        Instant since = gap.since() == null ? Instant.MIN : gap.since();
        Dossier with = gap.isMissing() ? filed(dossier, material, name, bytes, since) : dossier;
        var command = new SupplyGap(List.of(material), Dossiers.digest(with));
        return act(id, actor, key, null, command, new SupplyGap(List.of(material), ""));
    }

    /**
     * Makes and seals what was granted. The certificate is drawn up aside, as a number is drawn, once it is clear that the
     * command is open; the command itself then enters licence and event together.
     */
    public CaseFile<State> issue(CaseId id, Actor actor, String key, @Nullable Long seen) {
        Instant now = time.instant();
        CaseFile<State> file = find(id);
        var body = new Issue(UNNUMBERED.id(), UNNUMBERED.number());
        boolean open = file.state() instanceof Granted
                && Powers.missing(file.state(), body, procedure.context(file, actor, now))
                        .isEmpty();
        if (!open) {
            // Refused by its rule, or done before under this key.
            return cases.handle(procedure, new Ask<>(id, key, actor, body, seen, body), CaseDesk.Alongside.nothing());
        }
        // Before the certificate is drawn up and sealed for nothing.
        stops.demandNone(id, actor, body);
        fees.requireSettled(file);
        Concern concern = Application.filing(file.state()).concern();
        if (concern != null && concern.kind() == Business.Kind.CANCELLATION) {
            return strikeOff(file, concern.licence(), actor, key, seen, body);
        }
        Prepared prepared = licences.prepare(licence(file, concern, drawLicenceNumber(now), now), actor);
        var command = new Issue(prepared.licence().id(), prepared.licence().number());
        var ask = new Ask<Command>(id, key, actor, command, seen, body);
        return cases.handle(procedure, ask, (next, _) -> {
            fees.requireSettled(next);
            mustNotBeHalted(next, concern);
            // The new certificate and the end of the old one: both or neither.
            Licence licence = concern == null
                    ? licences.issue(prepared)
                    : licences.replace(concern.licence(), prepared, "办件 " + next.number());
            followUp(next, licence, now);
        });
    }

    /**
     * 更正, once it is clear that the command is open: the paper that says so, and of a certificate the edition that is right and
     * the end of the other, all of it or nothing.
     *
     * @return the number of the paper
     */
    String correct(CaseId id, Actor actor, String key, Correction correction, UUID proposedBy) {
        Instant now = time.instant();
        Prepared edition = correction.licence() ? licences.prepare(edition(find(id), correction, now), actor) : null;
        Application.Outcome outcome = edition == null
                ? null
                : new Application.Outcome(
                        edition.licence().id(), edition.licence().number(), CityTime.day(now));
        var paper = new PaperRef(Uuid7.next(now), paperNumbers.draw(region, PaperKind.CORRECTION, now));
        var command = new Correct(correction, proposedBy, outcome, paper);
        var ask =
                new Ask<Command>(id, key, actor, command, null, new Correct(correction, proposedBy, null, UNNUMBERED));
        cases.handle(procedure, ask, (next, events) -> {
            store(next, command, events, paper, actor, now);
            if (edition != null) {
                licences.replace(correction.of(), edition, "更正，" + paper.number());
            }
        });
        return paper.number();
    }

    /** The certificate as it is to read; a name or a fact is another, the term and all else stay. */
    private LicenceDraft edition(CaseFile<State> file, Correction correction, Instant now) {
        Licence old = licences.find(region, correction.of())
                .orElseThrow(() -> new IllegalStateException("No licence " + correction.of()));
        ItemVersion item = item(file);
        Applicant applicant = applicant(file);
        Department department = directory.department(region, old.issuerDepartment());
        CreditCode office = CreditCode.of(department.creditCode());
        String number = drawLicenceNumber(now);
        String name = correction.where().equals(Correction.HOLDER) ? correction.right() : old.holderName();
        Holder holder = applicant.entity()
                ? new Holder.Entity(name, CreditCode.of(applicant.number()))
                : new Holder.Person(name, CitizenId.of(applicant.number()));
        return new LicenceDraft(
                region,
                new LicenceType(old.type(), office, mainItem(item)),
                number,
                number,
                holder,
                old.itemCode(),
                file.id().value(),
                new Issuer(department.code(), department.name().zh(), office),
                CityTime.day(now),
                old.term(),
                old.facts().stream()
                        .map(fact -> fact.label().equals(correction.where())
                                ? new Fact(fact.label(), correction.right())
                                : fact)
                        .toList(),
                List.of());
    }

    /** 注销 (行政许可法 art. 70): what is issued is the end of the licence. */
    private CaseFile<State> strikeOff(
            CaseFile<State> file, UUID licence, Actor actor, String key, @Nullable Long seen, Command body) {
        String number = licences.find(region, licence)
                .map(Licence::number)
                .orElseThrow(() -> new IllegalStateException("No licence " + licence));
        var ask = new Ask<Command>(file.id(), key, actor, new Issue(licence, number), seen, body);
        return cases.handle(procedure, ask, (next, _) -> {
            mustNotBeHalted(next, Application.filing(next.state()).concern());
            licences.end(region, licence, Ending.CANCELLED, "持证人申请，办件 " + next.number());
        });
    }

    /** What was granted on a promise is checked afterwards. */
    private void followUp(CaseFile<State> file, Licence licence, Instant now) {
        var commitment = item(file).commitment();
        if (commitment != null && Application.filing(file.state()).commitment() != null) {
            LocalDate due = new Clock(CityTime.day(now), commitment.checkWithin(), List.of(), 0)
                    .read(procedure.context(file, Actor.SYSTEM, now).calendar(), CityTime.day(now))
                    .dueOn();
            followUps.plan(region, file.id().value(), file.applicant(), file.department(), licence.id(), due);
        }
    }

    /** Takes in a file that a notice of defects asks for; one that came in since the notice is there already. */
    public Dossier attach(CaseId id, Dossier dossier, String material, String name, byte[] bytes) {
        return attach(id, dossier, material, name, bytes, List.of());
    }

    /**
     * The same with the day of a newer paper, where such papers bear one: the file and its day, or neither.
     *
     * @param bytes nothing where only the day of what came in since the notice changes
     * @param day as it was typed
     */
    public Dossier attach(CaseId id, Dossier dossier, String material, String name, byte[] bytes, List<String> day) {
        Instant since = asked(id, material).at();
        ItemVersion item = drafts.item(dossier);
        Optional<Question> asked = Validity.day(item, material, dossier);
        if (asked.isEmpty()) {
            return filed(dossier, material, name, bytes, since);
        }
        Question question = asked.get();
        List<String> answer = Validity.newer(item, material, question, day, dossier, drafts.today());
        boolean dayOnly = bytes.length == 0 && dossier.came(material, since);
        return givenUp.alone(dossier.applicant().holder(), () -> {
            Dossier with = dayOnly ? dossier : filed(dossier, material, name, bytes, since);
            Dossier dated = corrected(with, question, answer, since);
            dated.files(material).stream()
                    .filter(file -> file.at().isAfter(since))
                    .forEach(file -> holdings.given(dated, file));
            return dated;
        });
    }

    /** With the file, unless it came in since then already. */
    private Dossier filed(Dossier dossier, String material, String name, byte[] bytes, Instant since) {
        if (dossier.has(material, Sm3.hex(bytes), since)) {
            return dossier;
        }
        drafts.requireAllowed(dossier, material, bytes.length);
        var arriving = new Arriving(material, name, Drafts.inspected(name, bytes));
        return givenUp.alone(dossier.applicant().holder(), () -> {
            Dossier current = dossiers.locked(dossier.region(), dossier.id()).orElseThrow();
            if (current.has(material, Sm3.hex(bytes), since)) {
                // The other one of two clicks, most likely.
                return current;
            }
            if (current.version() != dossier.version()) {
                throw new OptimisticLockingFailureException(
                        "Dossier " + dossier.id() + " moved past version " + dossier.version());
            }
            Filed filed = drafts.filed(current, arriving, bytes);
            Dossier next = dossiers.supplement(current.with(filed), time.instant());
            holdings.given(next, filed);
            return next;
        });
    }

    /** Takes in an answer that a notice of defects asks for; the one before is kept beside it. */
    public Dossier correct(CaseId id, Dossier dossier, String code, List<String> given) {
        Instant since = asked(id, Defect.answer(code)).at();
        Question question = drafts.item(dossier)
                .form()
                .question(code)
                .orElseThrow(() -> attempts.told(id, dossier.applicant().actor(), "Supply", notOnTheList(code)));
        return corrected(dossier, question, FormCheck.normalise(question, given), since);
    }

    /** Refuses a file that the case does not wait for now, neither on a notice nor on a promise. */
    public void requireAwaited(CaseId id, String material) {
        State state = find(id).state();
        boolean asked = Application.asked(state)
                .filter(notice -> notice.names(material))
                .isPresent();
        if (!asked
                && Gaps.of(state).missing().stream()
                        .noneMatch(gap -> gap.material().equals(material))) {
            throw new CaseRuleBroken("application.step.not-open");
        }
    }

    private static CaseRuleBroken notOnTheList(String code) {
        return CaseRuleBroken.beyondTheList("application.notice.not-on-the-list", code);
    }

    /** What the applicant is asked for now, if it names this. */
    private Application.DefectNotice asked(CaseId id, String named) {
        return Application.asked(find(id).state())
                .filter(notice -> notice.names(named))
                .orElseThrow(() -> new CaseRuleBroken("application.step.not-open"));
    }

    private Dossier corrected(Dossier dossier, Question question, List<String> answer, Instant since) {
        if (dossier.corrected(question.code(), since)
                && dossier.answers().all(question.code()).equals(answer)) {
            // The second one of two clicks.
            return dossier;
        }
        Instant now = time.instant();
        return dossiers.supplement(drafts.corrected(dossier, question, answer, now), now);
    }

    /** Hands in what was attached after the notice; the day of this is the day of acceptance if all is there. */
    public CaseFile<State> supply(CaseId id, Actor actor, String key, Dossier dossier, List<String> materials) {
        return supply(id, actor, key, null, dossier, materials, "");
    }

    /**
     * The same for who sends files and wish at once.
     *
     * @param seen the version of the case that he saw
     * @param body digest of what was sent
     */
    public CaseFile<State> supply(
            CaseId id,
            Actor actor,
            String key,
            @Nullable Long seen,
            Dossier dossier,
            List<String> materials,
            String body) {
        var sorted = materials.stream().sorted().toList();
        var ask = new Ask<Command>(
                id, key, actor, new Supply(sorted, Dossiers.digest(dossier)), seen, new Supply(sorted, body));
        return cases.handle(
                procedure,
                ask,
                (next, _) -> Application.answered(next.state())
                        .ifPresent(notice -> Validity.demand(item(next), dossier, notice, drafts.today())));
    }

    @Override
    public String kind() {
        return procedure.kind();
    }

    @Override
    public void wake(CaseId id) {
        // One key per state of the case: a second node that wakes it as well does nothing.
        CaseFile<State> file = find(id);
        if (links.missing(file, item(file)).isPresent()) {
            // Nothing is closed before its last link is.
            throw new CaseRuleBroken("application.loop.open");
        }
        String key = "wake:" + id.value() + ":" + file.version();
        if (isSilent(file)) {
            deem(file, key);
            return;
        }
        act(id, Actor.SYSTEM, key, file.version(), new Wake());
    }

    private boolean isSilent(CaseFile<State> file) {
        return Application.silent(file.state(), procedure.context(file, Actor.SYSTEM, time.instant()));
    }

    /**
     * 视为受理 (art. 32(4)): the paper is made and served as if somebody had accepted. The law waits for no seal, so where none
     * can be used the case is accepted without a paper; the refused seal is listed for supervision.
     */
    private void deem(CaseFile<State> file, String key) {
        Instant now = time.instant();
        var paper = new PaperRef(Uuid7.next(now), paperNumbers.draw(region, PaperKind.DEEMED_ACCEPTANCE, now));
        var wake = new Wake(paper);
        var ask = new Ask<Command>(file.id(), key, Actor.SYSTEM, wake, file.version(), new Wake());
        try {
            cases.handle(procedure, ask, (next, events) -> {
                store(next, wake, events, paper, Actor.SYSTEM, now);
                events.forEach(event -> list(next, event, Actor.SYSTEM));
                fees.follow(next, events, Actor.SYSTEM);
            });
        } catch (DocumentRuleBroken unsealed) {
            act(file.id(), Actor.SYSTEM, key, file.version(), new Wake());
        }
    }

    /**
     * Closes the case of a licence that has ended before it was handed over, while nothing of it is on its way; of any other
     * nothing happens. What else was to follow from the licence follows no more, so no link of it keeps the case open.
     */
    void endIfOver(CaseId id) {
        CaseFile<State> file = find(id);
        boolean over = file.state() instanceof State.Issued issued
                && !HandOver.ended(issued, procedure.context(file, Actor.SYSTEM, time.instant()))
                        .isEmpty();
        if (over) {
            act(id, Actor.SYSTEM, "over:" + id.value(), null, new Wake());
        }
    }

    public CaseFile<State> find(CaseId id) {
        return cases.find(procedure, id);
    }

    /** The case that was handed in under this id. */
    public Optional<CaseFile<State>> submitted(UUID id) {
        return dossiers.find(region, id)
                .filter(dossier -> dossier.submittedAt() != null)
                .map(_ -> find(new CaseId(region, id)));
    }

    /** The same, if it is this holder's. */
    public Optional<CaseFile<State>> ofHolder(UUID id, UUID holder) {
        return submitted(id).filter(file -> isHeldBy(file, holder));
    }

    @Guard
    private static boolean isHeldBy(CaseFile<State> file, UUID holder) {
        return file.applicant().equals(holder);
    }

    public Dossier dossier(CaseId id) {
        return dossiers.find(id.region(), id.value())
                .orElseThrow(() -> new IllegalStateException("No dossier of " + id));
    }

    public ItemVersion item(CaseFile<State> file) {
        return catalogue
                .version(file.subject().code(), file.subject().version())
                .orElseThrow(() -> new IllegalStateException("No such item version: " + file.subject()));
    }

    private void store(
            CaseFile<State> next, Command command, List<Event> events, PaperRef ref, Actor actor, Instant now) {
        ItemVersion item = item(next);
        Department department = directory.department(next.id().region(), item.department());
        LocalDate today = CityTime.day(now);
        var context = procedure.context(next, actor, now);
        var dues = new Papers.Dues(
                said(Clocks.promised(next.state(), item), context),
                said(Clocks.statutory(next.state(), item), context));
        Applicant applicant = applicant(next);
        String responsible = MissedPromises.responsible(directory, department.region(), department.code(), today)
                .map(staff -> directory.staff(staff).name())
                .orElse("");
        Paper written = new Papers(
                        item,
                        applicant,
                        department,
                        directory.site(),
                        settings.text(Site.PHONE),
                        responsible,
                        Office.remedies(catalogue.setting().office(item.department())))
                .write(next, command, events, dues, signed(events, actor, item, department), today);
        Paper paper = bans.said(next, item, events, records.following(next.id(), item, command, events, written))
                .about(applicant.entity() ? "" : applicant.name());
        papers.make(
                ref.id(),
                next.id().region(),
                next.id().value(),
                paper,
                department.code(),
                sealing(command, events, item, context),
                now);
        handOvers.written(next, paper.kind(), ref, actor, applicant, now);
    }

    /** The posts that the plan names for the paper of a command. */
    private static Sealing sealing(Command command, List<Event> events, ItemVersion item, Context context) {
        Officer officer = context.officer();
        Set<String> posts = posts(command, events, item);
        // 回避: where everybody else keeps out of the case its stand-in uses the seal too.
        return new Sealing(
                context.actor(), posts, officer != null && posts.stream().anyMatch(officer::holds));
    }

    private static Set<String> posts(Command command, List<Event> events, ItemVersion item) {
        return switch (command) {
            case Accept _, AcceptWithGaps _, NoticeDefects _, Decline _ ->
                Set.of(
                        Powers.accepting(item),
                        Counters.CENTRE,
                        Counters.of(item.department()),
                        item.department() + "/chief",
                        item.department() + "/head");
            case AskForMaterials _ ->
                Set.of(item.department() + "/examiner", item.department() + "/chief", item.department() + "/head");
            case StartStep(var step, var _, var _) ->
                Set.of(Clocks.step(item, step).department() + "/examiner");
            case ProlongStep _ ->
                events.stream()
                        .filter(Event.StepProlonged.class::isInstance)
                        .map(event -> Clocks.step(item, ((Event.StepProlonged) event).step())
                                        .department() + "/examiner")
                        .collect(Collectors.toSet());
            case FinishStep _ ->
                events.stream()
                        .filter(Event.StepFinished.class::isInstance)
                        .map(event -> Clocks.step(item, ((Event.StepFinished) event).step())
                                        .department() + "/examiner")
                        .collect(Collectors.toSet());
            // The department's own seal under what its government's head approved.
            case Extend _ when Extensions.isTheGovernments(item) -> Set.of(Extensions.organ(item) + "/head");
            default -> Set.of(item.department() + "/chief", item.department() + "/head");
        };
    }

    /** Who decided by which letter, and on whose behalf: it stands on the paper. */
    private String signed(List<Event> events, Actor actor, ItemVersion item, Department department) {
        for (Event event : events) {
            switch (event) {
                case Event.Granted(var decision) -> {
                    return signed(decision, actor, department);
                }
                case Event.Refused(var decision, var _, var _, var _) -> {
                    return signed(decision, actor, department);
                }
                case Event.Extended extended -> {
                    Department organ = directory.department(department.region(), Extensions.organ(item));
                    return signed(actor.id(), actor.post(), extended.authority(), "作出", organ);
                }
                default -> {}
            }
        }
        return "";
    }

    private String signed(Application.Decision decision, Actor actor, Department department) {
        SecondEyes.Second second = decision.second();
        return second == null
                ? signed(actor.id(), actor.post(), decision.authority(), "作出", department)
                : signed(decision.by(), second.after(), decision.authority(), "作出", department) + "；"
                        + signed(second.by(), actor.post(), second.authority(), "同意", department);
    }

    private String signed(UUID who, String from, @Nullable Authority authority, String act, Department department) {
        if (authority == null) {
            return "";
        }
        String post = directory
                .post(department.region(), from)
                .map(held -> "（" + held.name().zh() + "）")
                .orElse("");
        UUID head = authority.onBehalfOf();
        String whose = head == null
                ? (department.code().equals(Department.GOVERNMENT) ? "以本级人民政府职权" : "以本部门职权") + act
                : "代" + department.shortName().zh() + "负责人"
                        + directory.staff(head).name() + "签发（依据：" + authority.basis() + "）";
        return directory.staff(who).name() + post + whose + "，授权书 " + authority.letter();
    }

    private static String said(Optional<Clock> clock, Context context) {
        return clock.map(each -> {
                    Reading reading = each.read(context.calendar(), context.today());
                    return Papers.chinese(reading.dueOn()) + (reading.provisional() ? "（暂定）" : "");
                })
                .orElse("");
    }

    /** The applicant as he was when he applied. */
    public Applicant applicant(CaseFile<State> file) {
        String json =
                cipher.open(SNAPSHOT, file.id().region(), file.id().value().toString(), file.snapshot());
        return JSON.read(json, Applicant.class);
    }

    private Sealed snapshot(CaseId id, Applicant applicant) {
        return cipher.seal(SNAPSHOT, id.region(), id.value().toString(), JSON.write(applicant));
    }

    private LicenceDraft licence(CaseFile<State> file, @Nullable Concern concern, String number, Instant now) {
        ItemVersion item = item(file);
        Applicant applicant = applicant(file);
        Department department = directory.department(region, item.department());
        CreditCode office = CreditCode.of(department.creditCode());
        LocalDate today = CityTime.day(now);
        Integer months = item.result().validMonths();
        Holder holder = applicant.entity()
                ? new Holder.Entity(applicant.name(), CreditCode.of(applicant.number()))
                : new Holder.Person(applicant.name(), CitizenId.of(applicant.number()));
        List<Fact> facts = Stream.concat(
                        shown(item, dossier(file.id()).answers()).stream(),
                        Proviso.facts(provisos(file.state())).stream())
                .toList();
        // A term of months ends on the day before the same day of the month.
        var term =
                new Term(today, months == null ? null : today.plusMonths(months).minusDays(1));
        Licence old = concern == null
                ? null
                : licences.find(region, concern.licence()).orElse(null);
        return new LicenceDraft(
                region,
                new LicenceType(item.result().name().zh(), office, mainItem(item)),
                number,
                number,
                holder,
                // What takes its place belongs to the same family.
                old == null ? item.code() : old.itemCode(),
                file.id().value(),
                new Issuer(department.code(), department.name().zh(), office),
                today,
                old == null || concern == null ? term : following(old.term(), concern, months, today),
                old == null ? facts : over(old.facts(), facts),
                List.of());
    }

    private static List<Proviso> provisos(State state) {
        return state instanceof State.Granted granted ? granted.decision().provisos() : List.of();
    }

    /** A renewal adds its months to the last day of the old; a change or a new copy lasts as long as the old. */
    private static Term following(Term old, Concern concern, @Nullable Integer months, LocalDate today) {
        LocalDate until = old.until();
        return new Term(
                today,
                concern.kind() == Business.Kind.RENEWAL && until != null && months != null
                        ? until.plusMonths(months)
                        : until);
    }

    /** What the old certificate says, with what has changed. */
    private static List<Fact> over(List<Fact> old, List<Fact> changed) {
        var facts = new LinkedHashMap<String, Fact>();
        old.forEach(fact -> facts.put(fact.label(), fact));
        changed.forEach(fact -> facts.put(fact.label(), fact));
        return List.copyOf(facts.values());
    }

    /** The answers that stand on what is issued. */
    private static List<Fact> shown(ItemVersion item, Answers answers) {
        return item.result().shows().stream()
                .flatMap(shown -> item.form().questions().stream()
                        .filter(question -> question.code().equals(shown.question()))
                        .filter(question -> !answers.all(question.code()).isEmpty())
                        .map(question -> new Fact(shown.label(), said(question, answers.all(question.code())))))
                .toList();
    }

    private static String said(Question question, List<String> given) {
        return Said.of(question, given, Words.of(Locale.CHINESE));
    }

    /** 主项: the main item of the basic code within the task code, by which the office numbers its licence types. */
    private static int mainItem(ItemVersion item) {
        return Integer.parseInt(item.taskCode().substring(25, 28));
    }

    private String drawCaseNumber(Instant now) {
        LocalDate on = CityTime.day(now);
        return new CaseNumber(region, on, Math.toIntExact(numbers.draw(region, CaseNumber.series(on)))).toString();
    }

    private String drawLicenceNumber(Instant now) {
        int year = CityTime.day(now).getYear();
        long number = numbers.draw(region, "licence-" + year);
        return "%s%d%06d".formatted(region, year, number);
    }
}
