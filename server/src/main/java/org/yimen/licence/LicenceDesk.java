package org.yimen.licence;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.casework.Actor;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sm3;
import org.yimen.document.Fact;
import org.yimen.document.Paper;
import org.yimen.document.PaperKind;
import org.yimen.document.PaperVerifier;
import org.yimen.document.SealedPapers;
import org.yimen.document.Sealing;
import org.yimen.document.StoredPaper;
import org.yimen.document.Verdict;
import org.yimen.document.VerificationCode;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identifier.LicenceIdentifier;
import org.yimen.identifier.Uuid7;
import org.yimen.platform.CityTime;

/** 电子证照: issues licences, finds them by holder, ends them, and tells anybody whether one is genuine and in force. */
@Service
public class LicenceDesk {

    private static final ZoneId ZONE = CityTime.ZONE;
    private static final String HOLDER_COLUMN = "licence.licence.holder";

    private final Licences licences;
    private final SealedPapers papers;
    private final PaperVerifier verifier;
    private final ColumnCipher cipher;
    private final ApplicationEventPublisher events;
    private final InstantSource time;

    LicenceDesk(
            Licences licences,
            SealedPapers papers,
            PaperVerifier verifier,
            ColumnCipher cipher,
            ApplicationEventPublisher events,
            InstantSource time) {
        this.licences = licences;
        this.papers = papers;
        this.verifier = verifier;
        this.cipher = cipher;
        this.events = events;
        this.time = time;
    }

    /**
     * Draws up the certificate and seals its file, aside and ahead of the command that issues it, as a number is drawn.
     * Until {@link #issue(Prepared)} has entered it, the file certifies nothing and nobody is given it.
     *
     * @throws org.yimen.document.DocumentRuleBroken where the office has no seal that may sign now
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Prepared prepare(LicenceDraft draft, Actor by) {
        Instant now = time.instant();
        LicenceIdentifier identifier = LicenceIdentifier.first(
                draft.type().definer(), draft.type().number(), draft.issuer().code(), draft.serial());
        StoredPaper paper = papers.make(
                draft.region(),
                draft.caseId(),
                paper(draft, identifier),
                draft.issuer().department(),
                sealing(draft, by),
                now);
        var licence = new Licence(
                draft.region(),
                Uuid7.next(now),
                identifier,
                draft.type().name(),
                draft.number(),
                draft.holder().name(),
                draft.holder().masked(),
                draft.itemCode(),
                draft.caseId(),
                draft.issuer().department(),
                draft.issuer().name(),
                draft.issuedOn(),
                draft.term(),
                null,
                null,
                paper.id(),
                draft.facts(),
                paper.code());
        return new Prepared(licence, draft.holder().number(), paper.sm3());
    }

    /** A sealed certificate that is not entered yet. */
    public record Prepared(Licence licence, String holderNumber, String sm3) {}

    /**
     * Enters the licence, with one insert in the caller's transaction.
     *
     * @throws LicenceRuleBroken {@code licence.identifier.taken}
     */
    @Transactional
    public Licence issue(Prepared prepared) {
        Licence licence = prepared.licence();
        if (!licences.insert(licence, index(prepared.holderNumber()), prepared.sm3())) {
            throw new LicenceRuleBroken("licence.identifier.taken", licence.identifier());
        }
        return licence;
    }

    /** Both at once. */
    @Transactional
    public Licence issue(LicenceDraft draft, Actor by) {
        return issue(prepare(draft, by));
    }

    /** A certificate is sealed under the custodian, by the chief representative or the head of its office. */
    private static Sealing sealing(LicenceDraft draft, Actor by) {
        String office = draft.issuer().department();
        return new Sealing(by, Set.of(office + "/chief", office + "/head"));
    }

    /** The licence's own words are Chinese in every language of the interface: it is the official text. */
    private static Paper paper(LicenceDraft draft, LicenceIdentifier identifier) {
        var facts = new ArrayList<Fact>();
        String named = "";
        switch (draft.holder()) {
            case Holder.Person person -> {
                facts.add(new Fact("持证人", person.name()));
                named = person.name();
            }
            case Holder.Entity entity -> {
                facts.add(new Fact("单位名称", entity.name()));
                facts.add(new Fact("统一社会信用代码", entity.code().value()));
            }
        }
        facts.addAll(draft.facts());
        facts.add(new Fact("有效期限", chinese(draft.term())));
        facts.add(new Fact("电子证照标识", identifier.toString()));
        return Paper.of(
                        PaperKind.LICENCE,
                        draft.number(),
                        draft.type().name(),
                        draft.holder().name(),
                        draft.issuer().name(),
                        draft.issuedOn())
                .withFacts(facts)
                .withParagraphs(draft.paragraphs().toArray(String[]::new))
                .about(named);
    }

    private static String chinese(Term term) {
        LocalDate until = term.until();
        return until == null ? chinese(term.from()) + "起长期有效" : chinese(term.from()) + "至" + chinese(until);
    }

    private static String chinese(LocalDate date) {
        return "%d年%d月%d日".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    public Optional<Licence> find(String region, UUID id) {
        return licences.find(region, id);
    }

    public List<Licence> ofCase(String region, UUID caseId) {
        return licences.ofCase(region, caseId);
    }

    /** The cases of the licence of this one and of all that it replaced or that replaced it; the case alone where nothing did. */
    public Set<UUID> line(String region, UUID caseId) {
        var cases = new HashSet<>(licences.line(region, caseId));
        cases.add(caseId);
        return Set.copyOf(cases);
    }

    /** The case of the licence that stands in the place of this one's now: its own where nothing replaced it. */
    public UUID current(String region, UUID caseId) {
        return licences.current(region, caseId).orElse(caseId);
    }

    /** The licences of whoever has this citizen number or credit code, the youngest first, ended ones included. */
    public List<Licence> heldBy(String region, String holderNumber) {
        return licences.ofHolder(region, cipher.indexes(HOLDER_COLUMN, canonical(holderNumber)));
    }

    /** One licence of whoever has this number, however many he has; another's is not there. */
    public Optional<Licence> heldBy(String region, UUID id, String holderNumber) {
        return licences.ofHolder(region, id, cipher.indexes(HOLDER_COLUMN, canonical(holderNumber)));
    }

    /**
     * 准予决定公开 (行政许可法 art. 40): what was granted, the youngest first.
     *
     * @param items codes of the items that grant it
     * @param on with {@code before} the last one of the page before; for the first page a day that is still to come
     */
    public List<Licence> published(String region, List<String> items, LocalDate on, UUID before, int limit) {
        return licences.published(region, items, on, before, limit);
    }

    /** How many licences of an item go on on that day: neither ended nor expired; a suspended one keeps its place. */
    public int goingOn(String region, String item, LocalDate on) {
        return licences.goingOn(region, item, on);
    }

    private byte[] index(String holderNumber) {
        return cipher.index(HOLDER_COLUMN, canonical(holderNumber));
    }

    private static String canonical(String holderNumber) {
        return CitizenId.parse(holderNumber)
                .map(CitizenId::value)
                .or(() -> CreditCode.parse(holderNumber).map(CreditCode::value))
                .orElse(holderNumber.strip());
    }

    /** The licence that bears this code, for those who may see it whole; for everybody there is {@link #verify(String)}. */
    public Optional<Licence> byCode(String code) {
        return VerificationCode.parse(code).flatMap(licences::byCode);
    }

    /** The sealed PDF. */
    public Optional<byte[]> file(Licence licence) {
        return papers.read(licence.region(), licence.paper());
    }

    /**
     * Ends a licence, and tells {@link LicenceEnded} to whom something follows from it.
     *
     * @throws LicenceRuleBroken {@code licence.end.not-open} where it has ended already in a way that this end cannot
     *     follow
     */
    @Transactional
    public void end(String region, UUID id, Ending how, String reason) {
        Instant now = time.instant();
        var end = new Standing.Ended(how, LocalDate.ofInstant(now, ZONE), reason);
        Optional<Licence> before = licences.find(region, id);
        if (!licences.end(region, id, end, now)) {
            throw notOpen(region, id);
        }
        before.ifPresent(licence -> events.publishEvent(new LicenceEnded(licence, how)));
    }

    private LicenceRuleBroken notOpen(String region, UUID id) {
        Licence licence = licences.find(region, id)
                .orElseThrow(() -> new IllegalStateException("no licence " + id + " in " + region));
        return new LicenceRuleBroken("licence.end.not-open", licence.number());
    }

    /**
     * Enters the certificate that stands in the place of another, and ends that one: both or neither.
     *
     * @throws LicenceRuleBroken where the other has ended meanwhile
     */
    @Transactional
    public Licence replace(UUID old, Prepared prepared, String reason) {
        Licence licence = issue(prepared);
        Licence former = licences.find(licence.region(), old)
                .orElseThrow(() -> new IllegalStateException("no licence " + old + " in " + licence.region()));
        end(licence.region(), old, Ending.REPLACED, reason);
        licences.replaces(licence.region(), licence.id(), old);
        events.publishEvent(new LicenceReplaced(former, licence));
        return licence;
    }

    /**
     * 暂扣: from today until a day, or until it is lifted.
     *
     * @throws LicenceRuleBroken {@code licence.end.not-open} where it is no longer valid
     */
    public void suspend(String region, UUID id, @Nullable LocalDate until, String reason) {
        if (!licences.suspend(region, id, new Standing.Suspended(today(), until, reason))) {
            throw notOpen(region, id);
        }
    }

    /** Ends a suspension before its time; where none lasts nothing happens. */
    public void lift(String region, UUID id) {
        licences.lift(region, id);
    }

    /** What anybody may learn from a code, typed as people type. */
    public LicenceCheck verify(String code) {
        return byCode(code).map(this::genuine).orElseGet(() -> new LicenceCheck.Unknown("licence.verify.code-unknown"));
    }

    /** What anybody may learn from a file. Never throws, whatever the bytes. */
    public LicenceCheck verify(byte[] pdf) {
        return switch (verifier.verify(pdf)) {
            case Verdict.Genuine genuine ->
                licences.byFile(genuine.seal().region(), Sm3.hex(pdf))
                        .map(this::genuine)
                        .orElseGet(() -> new LicenceCheck.Unknown("licence.verify.no-licence"));
            case Verdict.Altered(var reason) -> new LicenceCheck.NotGenuine(reason);
            case Verdict.NotOurs(var reason) -> new LicenceCheck.Unknown(reason);
            case Verdict.SealRevokedBefore _ -> new LicenceCheck.NotGenuine("document.verify.seal-revoked");
            case Verdict.SealOutsideValidity _ -> new LicenceCheck.NotGenuine("document.verify.seal-not-valid");
        };
    }

    private LicenceCheck genuine(Licence licence) {
        String corrected = licence.end() == null
                ? null
                : licences.corrected(licence.region(), licence.id()).orElse(null);
        return LicenceCheck.genuine(licence, corrected, today());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(time.instant(), ZONE);
    }
}
