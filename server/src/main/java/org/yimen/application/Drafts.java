package org.yimen.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.yimen.application.Commitments.Offer;
import org.yimen.application.Dossier.Filed;
import org.yimen.casework.Attempts;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.catalogue.ItemVersion.Material.Supply;
import org.yimen.crypto.Sm3;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.form.Answers;
import org.yimen.form.Field;
import org.yimen.form.Finding;
import org.yimen.form.Form;
import org.yimen.form.FormCheck;
import org.yimen.form.FormReading;
import org.yimen.form.Question;
import org.yimen.form.Value;
import org.yimen.identifier.Uuid7;
import org.yimen.licence.Licence;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Plain;
import org.yimen.platform.Text;
import org.yimen.time.WorkCalendar;

/** What is being filled in: saved as typed, resumed on any device, seen by nobody else before it is submitted. */
@Service
public class Drafts {

    /** The most files for one material. */
    public static final int MOST_FILES = 10;

    /** The largest file, in bytes. */
    public static final long LARGEST_FILE = 10L * 1024 * 1024;

    /** The most files of one application, and all of them together in bytes. */
    public static final int MOST_FILES_IN_ALL = 60;

    public static final long LARGEST_DOSSIER = 100L * 1024 * 1024;

    private static final int TRIES = 4;
    private static final int MOST_DRAFTS = 50;

    /** How many earlier cases are looked through for what need not be asked again. */
    private static final int MOST_EARLIER = 5;

    private final Dossiers dossiers;
    private final Applicants applicants;
    private final Catalogue catalogue;
    private final BlobStore blobs;
    private final GivenUpFiles givenUp;
    private final UploadAllowance allowance;
    private final Promises promises;
    private final Holdings holdings;
    private final Waivers waivers;
    private final WorkCalendar calendar;
    private final Attempts attempts;
    private final InstantSource time;
    private final String region;

    Drafts(
            Dossiers dossiers,
            Applicants applicants,
            Catalogue catalogue,
            BlobStore blobs,
            GivenUpFiles givenUp,
            UploadAllowance allowance,
            Promises promises,
            Holdings holdings,
            Waivers waivers,
            WorkCalendar calendar,
            Attempts attempts,
            InstantSource time,
            @org.springframework.beans.factory.annotation.Value("${yimen.region}") String region) {
        this.dossiers = dossiers;
        this.applicants = applicants;
        this.catalogue = catalogue;
        this.blobs = blobs;
        this.givenUp = givenUp;
        this.allowance = allowance;
        this.promises = promises;
        this.holdings = holdings;
        this.waivers = waivers;
        this.calendar = calendar.provisional();
        this.attempts = attempts;
        this.time = time;
        this.region = region;
    }

    /** What a draft still lacks, so that it can be put right. */
    public sealed interface Gap {
        /** A question without an acceptable answer. */
        record Answer(Question question, Finding finding) implements Gap {}

        record File(Material material) implements Gap {}

        /** It was signed, and a promise was broken since. */
        record Commitment() implements Gap {}
    }

    /**
     * The draft that somebody asked for.
     *
     * @param made true where it was not there before
     */
    public record Begun(Dossier draft, boolean made) {}

    /** The draft of this applicant for the item if there is one, else a new one: nobody fills in the same thing twice. */
    public Dossier begin(Applicant applicant, String item) {
        return begin(applicant, item, Start.signedIn(applicant), UUID.randomUUID());
    }

    /**
     * The same for a form that may be sent twice at once, or from two pages.
     *
     * @param key however often it arrives, it begins one draft
     */
    public Dossier begin(Applicant applicant, String item, Start start, UUID key) {
        return begin(applicant, item, start, key, _ -> {}).draft();
    }

    /**
     * The same.
     *
     * @param made what is done with a draft that is new, in the transaction that makes it
     */
    Begun begin(Applicant applicant, String item, Start start, UUID key, Consumer<Dossier> made) {
        return givenUp.alone(applicant.holder(), () -> {
            Optional<Dossier> there = of(applicant.holder()).stream()
                    .filter(draft -> draft.item().equals(item))
                    .findFirst();
            if (there.isPresent()) {
                return new Begun(there.get(), false);
            }
            Begun begun = create(applicant, item, start, key);
            if (begun.made()) {
                made.accept(begun.draft());
            }
            return begun;
        });
    }

    /** A new draft, also where one is open already; the window takes the same thing from the same person twice. */
    public Dossier create(Applicant applicant, String item) {
        return create(applicant, item, Start.signedIn(applicant));
    }

    public Dossier create(Applicant applicant, String item, Start start) {
        return create(applicant, item, start, UUID.randomUUID()).draft();
    }

    private Begun create(Applicant applicant, String item, Start start, UUID key) {
        ItemVersion version = catalogue
                .current(item)
                .orElseThrow(() -> attempts.told(
                        region,
                        applicant.actor(),
                        "application.attempt.begin",
                        CaseRuleBroken.beyondTheList("application.item.unknown", item)));
        boolean may = version.audiences()
                .contains(applicant.entity() ? ItemVersion.Audience.ENTITY : ItemVersion.Audience.PERSON);
        if (!may) {
            throw new CaseRuleBroken(
                    applicant.entity() ? "application.audience.person-only" : "application.audience.entity-only");
        }
        Instant now = time.instant();
        Map<String, Known> known = known(version, applicant);
        var content = new Dossier.Content(
                applicant, prefilled(known, version), List.of(), known, start, Map.of(), null, List.of(), Set.of());
        var dossier = withOnlyLicences(
                new Dossier(region, Uuid7.next(now), item, version.number(), content, 0, now, null), version);
        return dossiers.insert(dossier, key)
                ? new Begun(dossier, true)
                : new Begun(dossiers.begunBy(region, applicant.holder(), key), false);
    }

    /** Where there is one licence to choose, it is chosen, and fills in what it says. */
    private Dossier withOnlyLicences(Dossier dossier, ItemVersion version) {
        Dossier filled = dossier;
        for (Question question : version.form().questions()) {
            if (question.field() instanceof Field.Licence && filled.isOpen(question.code())) {
                List<Question.Choice> picks = picks(question, filled);
                if (picks.size() == 1) {
                    String only = picks.getFirst().code();
                    filled = filledBy(
                            filled.knowing(question.code(), new Known(Known.Source.LICENCE, only)),
                            question,
                            List.of(only));
                }
            }
        }
        return filled;
    }

    /** What the register knows already is not asked again; the applicant sees it and may put it right. */
    private Map<String, Known> known(ItemVersion item, Applicant applicant) {
        var known = new LinkedHashMap<String, Known>();
        Map<String, Known> registered = applicants.known(applicant);
        Map<String, Known> licensed = licensed(item, applicant);
        Map<Question, Known> before = earlier(applicant);
        for (Question question : item.form().questions()) {
            // What a register or a licence says was looked at by an office; what somebody wrote into a form once was
            // not.
            Known written = licensed.getOrDefault(question.code(), before.get(question));
            Known each = registered.getOrDefault(question.code(), written);
            if (each != null && FormCheck.check(question, each.value()).isEmpty()) {
                known.put(question.code(), each);
            }
        }
        return known;
    }

    /**
     * What the licences of the holder say under the name that it will have on this one, as 经营场所. Where two of them differ, he
     * says which he means.
     */
    private Map<String, Known> licensed(ItemVersion item, Applicant applicant) {
        var known = new LinkedHashMap<String, Known>();
        if (item.result().shows().isEmpty()
                || (!applicant.entity() && !applicant.holder().equals(applicant.person()))) {
            return known;
        }
        List<Licence> held = applicants.licences(applicant);
        for (ItemVersion.Result.Shown shown : item.result().shows()) {
            Optional<Question> question =
                    item.form().question(shown.question()).filter(each -> isLasting(each.field()));
            Map<String, Licence> said = held.stream()
                    .flatMap(licence -> licence.facts().stream()
                            .filter(fact -> fact.label().equals(shown.label()))
                            .map(fact -> Map.entry(fact.value(), licence)))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (newer, _) -> newer));
            if (question.isPresent() && said.size() == 1) {
                said.forEach((value, licence) ->
                        known.put(shown.question(), new Known(Known.Source.LICENCE, value, licence.number())));
            }
        }
        return known;
    }

    /** What the holder answered to the very same questions before. Who acts for somebody else sees none of it. */
    private Map<Question, Known> earlier(Applicant applicant) {
        var known = new LinkedHashMap<Question, Known>();
        if (!applicant.entity() && !applicant.holder().equals(applicant.person())) {
            return known;
        }
        for (Dossier dossier : dossiers.handedIn(region, applicant.holder(), MOST_EARLIER)) {
            for (Question question : item(dossier).form().questions()) {
                List<String> given = dossier.answers().all(question.code());
                if (isLasting(question.field()) && given.size() == 1) {
                    known.putIfAbsent(
                            question,
                            new Known(
                                    Known.Source.EARLIER,
                                    given.getFirst(),
                                    item(dossier).name().zh()));
                }
            }
        }
        return known;
    }

    /** Names, numbers and addresses stay as they are; what a case is about does not. */
    private static boolean isLasting(Field field) {
        return switch (field) {
            case Field.Line _, Field.Address _, Field.Region _, Field.CitizenNumber _, Field.CreditNumber _ -> true;
            case Field.Phone _ -> true;
            case Field.Lines _, Field.Day _, Field.Period _, Field.Whole _, Field.Decimal _, Field.Money _ -> false;
            case Field.YesNo _, Field.One _, Field.Many _, Field.Table _, Field.File _, Field.Licence _ -> false;
        };
    }

    private static Answers prefilled(Map<String, Known> known, ItemVersion item) {
        var values = new LinkedHashMap<String, String>();
        known.forEach((question, each) -> values.put(question, each.value()));
        return Answers.of(values).only(item.form().questions());
    }

    public List<Dossier> of(UUID holder) {
        return dossiers.drafts(region, holder, MOST_DRAFTS);
    }

    /** An open draft of this holder. */
    public Optional<Dossier> find(UUID id, UUID holder) {
        return dossiers.find(region, id).filter(dossier -> dossier.submittedAt() == null && isHeldBy(dossier, holder));
    }

    @Guard
    private static boolean isHeldBy(Dossier dossier, UUID holder) {
        return dossier.applicant().holder().equals(holder);
    }

    /** An open draft, whoever began it: for the window, where the applicant stands and goes on with it. */
    public Optional<Dossier> find(UUID id) {
        return dossiers.find(region, id).filter(dossier -> dossier.submittedAt() == null);
    }

    public ItemVersion item(Dossier dossier) {
        return catalogue
                .version(dossier.item(), dossier.itemVersion())
                .orElseThrow(() ->
                        new IllegalStateException("No version " + dossier.itemVersion() + " of " + dossier.item()));
    }

    /** Keeps what was typed, right or wrong: a wrong answer is said at once and again before submitting. */
    public Dossier answer(Dossier draft, Question question, List<String> given) {
        List<String> normal = FormCheck.normalise(question, given);
        return change(
                draft, each -> filledBy(each.with(each.answers().with(question.code(), normal)), question, normal));
    }

    /** Keeps many answers at once; what is no question of the form is left out. */
    public Dossier answer(Dossier draft, Map<String, List<String>> given) {
        Answers answers = draft.answers();
        for (Question question : item(draft).form().questions()) {
            List<String> raw = given.get(question.code());
            if (raw != null) {
                answers = answers.with(question.code(), FormCheck.normalise(question, raw));
            }
        }
        return dossiers.save(draft.with(answers), time.instant());
    }

    /** Takes a file in for a material, or says why not. The same file for the same material is there already. */
    public Dossier attach(Dossier draft, String material, String name, byte[] bytes) {
        requireAsked(draft, material);
        if (!draft.has(material, Sm3.hex(bytes), Instant.MIN)) {
            requireAllowed(draft, material, bytes.length);
        }
        return arrived(draft, material, name, bytes);
    }

    /** Takes in what was counted when it was announced. */
    Dossier arrived(Dossier draft, String material, String name, byte[] bytes) {
        requireAsked(draft, material);
        String sm3 = Sm3.hex(bytes);
        Inspection.Kind kind = inspected(name, bytes);
        return changeFiles(
                draft,
                each -> each.has(material, sm3, Instant.MIN)
                        ? each
                        : each.with(filed(each, new Arriving(material, name, kind), bytes)));
    }

    /**
     * 容缺: the last day by which this applicant may promise to bring the material; none where it must be there at once.
     */
    public Optional<LocalDate> latestPromise(Dossier draft, Material material) {
        if (!material.tolerable()
                || !promises.areKeptBy(region, draft.applicant().holder())) {
            return Optional.empty();
        }
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        return Tolerance.latest(
                item(draft),
                new Application.Filing(now, today),
                new Application.Acceptance(today, now, false, false, null),
                calendar,
                today);
    }

    /** 告知承诺: whether this applicant may promise in place of proofs; not who broke a promise before. */
    public Offer offer(Dossier draft) {
        ItemVersion item = item(draft);
        boolean asked = item.commitment() != null;
        return Commitments.offer(
                item, !asked || promises.areKeptBy(region, draft.applicant().holder()));
    }

    /** 告知承诺: what this applicant may promise in place of proofs; nothing for who broke a promise before. */
    public Optional<ItemVersion.Commitment> commitment(Dossier draft) {
        return offer(draft) instanceof Offer.Open(var commitment) ? Optional.of(commitment) : Optional.empty();
    }

    /** Signs the commitment, or takes the signature back; nothing is decided before the application is handed in. */
    public Dossier commit(Dossier draft, boolean signs) {
        if (!signs) {
            return change(draft, each -> each.committing(null));
        }
        Offer offer = offer(draft);
        if (!(offer instanceof Offer.Open(var offered))) {
            throw new CaseRuleBroken(offer.refusal().orElse("application.commitment.not-offered"));
        }
        return change(draft, each -> each.committing(Commitments.digest(offered)));
    }

    /** Promises a material for a day, which the window decides on; what is there need not be promised. */
    public Dossier promise(Dossier draft, Material material, LocalDate by) {
        LocalDate latest =
                latestPromise(draft, material).orElseThrow(() -> new CaseRuleBroken("application.gaps.not-offered"));
        if (by.isAfter(latest)) {
            throw new CaseRuleBroken("application.gaps.too-late", latest);
        }
        if (!by.isAfter(CityTime.day(time.instant()))) {
            throw new CaseRuleBroken("application.gaps.past");
        }
        if (!draft.files(material.code()).isEmpty()) {
            throw new CaseRuleBroken("application.gaps.is-there");
        }
        return change(draft, each -> each.promising(material.code(), by));
    }

    public Dossier promiseNothing(Dossier draft, Material material) {
        return change(draft, each -> each.notPromising(material.code()));
    }

    /**
     * Takes over a file that the holder gave before; nothing is copied, and taken over twice it is there once.
     *
     * @param dossier where he gave it, and {@code file} there
     */
    public Dossier takeOver(Dossier draft, Material material, UUID dossier, UUID file) {
        Instant now = time.instant();
        return changeFiles(draft, each -> {
            // Looked up in here, so that what is offered is not deleted before it is taken over.
            Holdings.Held held = holdings.offered(draft, material.code()).stream()
                    .filter(offered -> offered.dossier().equals(dossier)
                            && offered.file().id().equals(file))
                    .findFirst()
                    .orElseThrow(() -> new CaseRuleBroken("application.reuse.not-offered"));
            if (each.has(material.code(), held.file().sm3(), Instant.MIN)) {
                return each;
            }
            if (each.files(material.code()).size() >= MOST_FILES) {
                throw new CaseRuleBroken("application.file.too-many", MOST_FILES);
            }
            requireRoom(each, held.file().size());
            if (!blobs.keep(new BlobId(held.file().blob()))) {
                throw new CaseRuleBroken("application.reuse.not-offered");
            }
            return each.with(held.file().takenOver(Uuid7.next(now), now, held.origin()));
        });
    }

    /** 材料复用: what the holder gave before and could use again for this material. */
    public List<Holdings.Held> held(Dossier draft, Material material) {
        return holdings.offered(draft, material.code());
    }

    /** 免交: what the office fetches for this draft, and where from. */
    public List<Waivers.Waived> waived(Dossier draft) {
        return waivers.of(draft, item(draft));
    }

    /** Says which materials the applicant would rather bring than have fetched; the others he agrees to. */
    public Dossier bring(Dossier draft, Set<String> codes) {
        Set<String> offered =
                Waivers.shared(item(draft), draft).stream().map(Material::code).collect(Collectors.toSet());
        var brought = new TreeSet<>(codes);
        brought.retainAll(offered);
        return change(draft, each -> each.bringing(brought));
    }

    public Dossier detach(Dossier draft, UUID file) {
        return changeFiles(draft, each -> each.without(file));
    }

    /** One change of a holder's files after the other; what leaves the draft is noted, to be deleted later. */
    private Dossier changeFiles(Dossier draft, UnaryOperator<Dossier> change) {
        return givenUp.alone(draft.applicant().holder(), () -> {
            Dossier current = dossiers.locked(region, draft.id())
                    .filter(found -> found.submittedAt() == null)
                    .orElseThrow(() -> new OptimisticLockingFailureException("Draft " + draft.id() + " is gone"));
            Dossier next = change.apply(current);
            if (next.equals(current)) {
                return current;
            }
            givenUp.note(current, next.content().files());
            return dossiers.save(next, time.instant());
        });
    }

    /** What was changed beside it, by a second click or a second device, stays: this change goes on top. */
    private Dossier change(Dossier draft, UnaryOperator<Dossier> change) {
        Dossier current = draft;
        for (int tries = 1; ; tries++) {
            Dossier next = change.apply(current);
            if (next.equals(current)) {
                return current;
            }
            try {
                return dossiers.save(next, time.instant());
            } catch (OptimisticLockingFailureException overtaken) {
                current = find(draft.id()).orElseThrow(() -> overtaken);
                if (tries == TRIES) {
                    throw overtaken;
                }
            }
        }
    }

    /** What the applicant gives up; that he had begun it stays counted. */
    public void discard(Dossier draft) {
        givenUp.alone(draft.applicant().holder(), () -> gone(draft));
    }

    /** A draft that was only made to be handed in at once, and was not: nobody had begun anything. */
    public void retract(Dossier draft) {
        givenUp.alone(draft.applicant().holder(), () -> {
            dossiers.uncount(draft);
            return gone(draft);
        });
    }

    private Optional<Dossier> gone(Dossier draft) {
        Optional<Dossier> gone = dossiers.delete(region, draft.id());
        gone.ifPresent(last -> givenUp.note(last, List.of()));
        return gone;
    }

    /** Refuses a file of this size for this material before it is sent. */
    void requireWanted(Dossier draft, String material, long size) {
        requireAsked(draft, material);
        requirePlace(draft, material, size);
    }

    /** Counts a file of this size among what its applicant uploads, before a byte of it is stored; or refuses it. */
    void requireAllowed(Dossier dossier, String material, long size) {
        requirePlace(dossier, material, size);
        allowance.take(dossier.applicant().person(), size);
    }

    /** The same before it is sent, where the case asked for it. */
    static void requirePlace(Dossier dossier, String material, long size) {
        if (dossier.files(material).size() >= MOST_FILES) {
            throw new CaseRuleBroken("application.file.too-many", MOST_FILES);
        }
        requireSize(size);
        requireRoom(dossier, size);
    }

    /** Nothing is taken in that the guide does not ask for. */
    private void requireAsked(Dossier draft, String material) {
        if (uploads(item(draft), draft).stream().noneMatch(each -> each.code().equals(material))) {
            throw new CaseRuleBroken("application.file.not-asked");
        }
    }

    private static void requireSize(long size) {
        if (size <= 0) {
            throw new CaseRuleBroken("application.file.empty");
        }
        if (size > LARGEST_FILE) {
            throw new CaseRuleBroken("application.file.too-large", LARGEST_FILE / 1024 / 1024);
        }
    }

    /** A file that was looked into and is not stored yet; its bytes go beside it. */
    record Arriving(String material, String name, Inspection.Kind kind) {}

    /** Looked into before anybody waits for it: a large file takes its time. */
    static Inspection.Kind inspected(String name, byte[] bytes) {
        requireSize(bytes.length);
        return Inspection.of(Plain.line(name), bytes);
    }

    /** Stores it; whoever asks is {@link GivenUpFiles#alone}, and saves the dossier with it in the same transaction. */
    Filed filed(Dossier dossier, Arriving file, byte[] bytes) {
        requirePlace(dossier, file.material(), bytes.length);
        BlobId blob = blobs.put(dossier.applicant().holder().toString(), bytes);
        Instant now = time.instant();
        return new Filed(
                Uuid7.next(now),
                file.material(),
                blob.value(),
                shortened(Plain.line(file.name())),
                file.kind().mediaType(),
                bytes.length,
                Sm3.hex(bytes),
                now,
                null);
    }

    /** Refuses what would make a dossier larger than anybody reads. */
    private static void requireRoom(Dossier dossier, long more) {
        List<Filed> files = dossier.content().files();
        long held = files.stream().mapToLong(Filed::size).sum();
        if (files.size() >= MOST_FILES_IN_ALL || held + more > LARGEST_DOSSIER) {
            throw new CaseRuleBroken("application.file.dossier-full", MOST_FILES_IN_ALL, LARGEST_DOSSIER / 1024 / 1024);
        }
    }

    /** The materials that these answers make the applicant bring himself. */
    public static List<Material> uploads(ItemVersion item, Dossier dossier) {
        return item.materials(FormCheck.read(item.form(), dossier.answers())).stream()
                .filter(material -> material.supply() == Supply.APPLICANT
                        || dossier.content().brought().contains(material.code()))
                .filter(material -> !dossier.replaces(item, material.code()))
                .toList();
    }

    /**
     * With one answer corrected; {@code at} is when. Refused while it is still wrong, and where it would lead to other
     * questions: whoever means something else applies for something else.
     */
    Dossier corrected(Dossier dossier, Question question, List<String> given, Instant at) {
        Form form = item(dossier).form();
        FormReading before = FormCheck.read(form, dossier.answers());
        Dossier next = dossier.correct(question.code(), FormCheck.normalise(question, given), at);
        FormReading after = FormCheck.read(form, next.answers());
        Optional<Finding> wrong = after.finding(question.code());
        if (wrong.isPresent()) {
            throw new CaseRuleBroken(wrong.get().key(), wrong.get().arguments().toArray());
        }
        if (!after.codes().equals(before.codes())) {
            throw new CaseRuleBroken("application.supplement.leads-elsewhere");
        }
        return next.with(FormCheck.normalise(form, next.answers()));
    }

    /** What is handed in: the answers to what was asked, and what follows from them. What was typed before a turn is gone. */
    Dossier settled(Dossier draft) {
        return draft.with(FormCheck.normalise(item(draft).form(), draft.answers()));
    }

    /** The day in the city, as every rule about a draft sees it. */
    public LocalDate today() {
        return CityTime.day(time.instant());
    }

    /** 材料过期: papers that are no longer good today, by the days that were read off them. */
    public List<Finding> outdated(Dossier draft) {
        return Validity.wrong(item(draft), draft, today());
    }

    /** All that is still to be done before submitting; empty when it can be submitted. */
    public List<Gap> gaps(Dossier draft) {
        ItemVersion item = item(draft);
        var gaps = new ArrayList<Gap>();
        if (draft.content().commitment() != null && commitment(draft).isEmpty()) {
            gaps.add(new Gap.Commitment());
        }
        FormReading reading = FormCheck.read(item.form(), draft.answers());
        for (Question question : item.form().questions()) {
            reading.findings().stream()
                    .filter(finding -> finding.question().equals(question.code()))
                    .forEach(finding -> gaps.add(new Gap.Answer(question, finding)));
            if (refersToNothing(question, reading, draft)) {
                gaps.add(new Gap.Answer(question, Finding.of(question.code(), "form.choice.unknown")));
            }
        }
        for (Finding finding : outdated(draft)) {
            item.form().question(finding.question()).ifPresent(asked -> gaps.add(new Gap.Answer(asked, finding)));
        }
        for (Material material : uploads(item, draft)) {
            if (material.required() && draft.files(material.code()).isEmpty() && !mayBePromised(draft, material)) {
                gaps.add(new Gap.File(material));
            }
        }
        return gaps;
    }

    /** A reference is worth what it refers to: a file of this dossier, a licence of this applicant. */
    private boolean refersToNothing(Question question, FormReading reading, Dossier draft) {
        return switch (reading.value(question.code()).orElse(null)) {
            case Value.File(var id) ->
                picks(question, draft).stream().noneMatch(pick -> pick.code().equals(id.toString()));
            case Value.Licence(var id) ->
                picks(question, draft).stream().noneMatch(pick -> pick.code().equals(id.toString()));
            case null, default -> false;
        };
    }

    /** What a file or a licence can be chosen from. */
    public List<Question.Choice> picks(Question question, Dossier draft) {
        return switch (question.field()) {
            case Field.File(var material) ->
                draft.content().files().stream()
                        .filter(file -> material.isEmpty() || file.material().equals(material))
                        .map(file -> new Question.Choice(file.id().toString(), Text.of(file.name())))
                        .toList();
            case Field.Licence(var type, var _) ->
                applicants.licences(draft.applicant()).stream()
                        .filter(licence -> type.isEmpty() || licence.type().equals(type))
                        .map(licence -> new Question.Choice(
                                licence.id().toString(), Text.of(licence.type() + " " + licence.number())))
                        .toList();
            default -> List.of();
        };
    }

    /** What the chosen licence says is filled in, with its source; what somebody typed stays. */
    private Dossier filledBy(Dossier draft, Question question, List<String> given) {
        if (!(question.field() instanceof Field.Licence field)
                || !(FormCheck.value(question, given) instanceof Value.Licence(var id))) {
            return draft;
        }
        Optional<Licence> chosen = applicants.licences(draft.applicant()).stream()
                .filter(licence -> licence.id().equals(id))
                .findFirst();
        if (chosen.isEmpty()) {
            return draft;
        }
        Form form = item(draft).form();
        Dossier filled = draft;
        for (var fills : field.fills().entrySet()) {
            Optional<String> value = chosen.get().facts().stream()
                    .filter(fact -> fact.label().equals(fills.getValue()))
                    .map(fact -> fact.value())
                    .findFirst();
            Optional<Question> target = form.question(fills.getKey());
            if (value.isPresent() && target.isPresent() && filled.isOpen(fills.getKey())) {
                String normal = FormCheck.normalise(target.get(), value.get());
                filled = filled.knowing(
                        fills.getKey(),
                        new Known(Known.Source.LICENCE, normal, chosen.get().number()));
            }
        }
        return filled;
    }

    /** What must be there, is not, and was promised instead. */
    public static List<Gaps.Promise> promised(ItemVersion item, Dossier dossier) {
        return uploads(item, dossier).stream()
                .filter(Material::required)
                .filter(material -> dossier.files(material.code()).isEmpty())
                .flatMap(material ->
                        Optional.ofNullable(dossier.content().promised().get(material.code()))
                                .map(by -> new Gaps.Promise(material.code(), by))
                                .stream())
                .toList();
    }

    /** What was promised before somebody broke a promise is asked for like anything else. */
    private boolean mayBePromised(Dossier draft, Material material) {
        LocalDate by = draft.content().promised().get(material.code());
        return by != null
                && latestPromise(draft, material)
                        .filter(latest -> !by.isAfter(latest))
                        .isPresent()
                && by.isAfter(CityTime.day(time.instant()));
    }

    private static String shortened(String name) {
        String plain = name.replaceAll("[\\p{Cntrl}/\\\\]", " ").strip();
        return plain.length() <= 120 ? plain : plain.substring(plain.length() - 120);
    }
}
