package org.yimen.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Handovers;
import org.yimen.delivery.Proof;
import org.yimen.delivery.Readings;
import org.yimen.delivery.Readings.Reading;
import org.yimen.delivery.Receiver;
import org.yimen.delivery.Way;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
import org.yimen.platform.CityTime;

/**
 * 告知书送达: every notice of a case reaches somebody, and it is on record how and when; what was not served in an inbox or at
 * once at the window waits here. What ends a case is served by its own command.
 */
@Service
public class NoticeHandOvers {

    /** The longest number of a postal slip. */
    public static final int LONGEST_SLIP = 40;

    /** A letter is none of the parcels of a case. */
    static final int LETTER = 0;

    private static final Set<PaperKind> NOTICES = EnumSet.of(
            PaperKind.ACCEPTANCE,
            PaperKind.DEEMED_ACCEPTANCE,
            PaperKind.DEFECT_NOTICE,
            PaperKind.MATERIAL_REQUEST,
            PaperKind.NON_ACCEPTANCE,
            PaperKind.STEP_NOTICE,
            PaperKind.STEP_END,
            PaperKind.EXTENSION_NOTICE,
            PaperKind.TERMINATION,
            PaperKind.SET_ASIDE,
            PaperKind.CORRECTION);

    /** What is served with the result, by commands of its own. */
    private static final Set<PaperKind> DECISIONS = EnumSet.of(PaperKind.GRANT, PaperKind.REFUSAL);

    /**
     * One notice, or the decision.
     *
     * @param served how it reached him; null while it did not
     * @param readAt when he opened it here, or null; that serves nothing
     */
    public record Line(
            StoredPaper paper,
            @Nullable Handover served,
            @Nullable Instant readAt) {

        /** True where it is served by who hands the result over, and not on the page of notices. */
        public boolean isDecision() {
            return DECISIONS.contains(paper.kind());
        }

        /** True where the post brought it, as the slip says: who did not get it can say so. */
        public boolean isPosted() {
            return served != null && served.way() == Way.MAIL;
        }
    }

    private final SealedPapers papers;
    private final Handovers handovers;
    private final Readings readings;
    private final HandOvers takers;
    private final InstantSource time;

    NoticeHandOvers(SealedPapers papers, Handovers handovers, Readings readings, HandOvers takers, InstantSource time) {
        this.papers = papers;
        this.handovers = handovers;
        this.readings = readings;
        this.takers = takers;
        this.time = time;
    }

    static boolean isNotice(PaperKind kind) {
        return NOTICES.contains(kind);
    }

    /** How rows and events name a kind of notice. */
    static String code(PaperKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The notices of a case in order. */
    public List<Line> of(CaseFile<State> file) {
        return of(file, handovers.of(file.id()));
    }

    /** The same of hand-overs that were read already. */
    public List<Line> of(CaseFile<State> file, List<Handover> served) {
        return everything(file, served).stream()
                .filter(line -> !line.isDecision())
                .toList();
    }

    /** The same with the decision, which is served too (行政许可法 arts. 38, 44). */
    public List<Line> everything(CaseFile<State> file) {
        return everything(file, handovers.of(file.id()));
    }

    private List<Line> everything(CaseFile<State> file, List<Handover> served) {
        List<Reading> read = readings.of(file.id());
        return papers.ofCase(file.id().region(), file.id().value()).stream()
                .filter(paper -> isNotice(paper.kind()) || DECISIONS.contains(paper.kind()))
                .map(paper -> new Line(
                        paper,
                        served.stream()
                                .filter(each -> isOf(each, paper))
                                .findFirst()
                                .orElse(null),
                        Readings.first(read, paper.id(), file.applicant()).orElse(null)))
                .toList();
    }

    private static boolean isOf(Handover handover, StoredPaper paper) {
        return switch (paper.kind()) {
            // It is handed over with what comes of it.
            case GRANT -> handover.paper().equals(Handover.RESULT);
            // What is decided anew may be refused anew.
            case REFUSAL ->
                handover.paper().equals(Handover.REFUSAL) && handover.number().equals(paper.number());
            default ->
                handover.paper().equals(code(paper.kind())) && handover.number().equals(paper.number());
        };
    }

    /**
     * It was printed and given to him, or to who may take it for him, at the window.
     *
     * @param proof by what it is known who that is
     */
    public void atWindow(CaseFile<State> file, UUID paper, String to, Proof proof, Applicant applicant, Actor actor) {
        Receiver taker = taker(file, to, applicant);
        record(
                file,
                paper,
                Way.WINDOW,
                time.instant(),
                new Receiver(taker.relation(), taker.name(), proof),
                null,
                actor);
    }

    /**
     * It went by post, and the slip came back.
     *
     * @param on the day on the slip: between that of the paper and today
     * @param slip its number
     */
    public void byPost(
            CaseFile<State> file, UUID paper, String to, LocalDate on, String slip, Applicant applicant, Actor actor) {
        String number = slip(slip);
        Instant at = signedAt(on, paper(file, paper).madeAt(), time.instant());
        Receiver taker = taker(file, to, applicant);
        record(file, paper, Way.MAIL, at, new Receiver(taker.relation(), taker.name(), Proof.COURIER), number, actor);
    }

    /** The number of a postal slip, as it was typed. */
    static String slip(String typed) {
        String number = typed.strip();
        if (number.isEmpty() || number.length() > LONGEST_SLIP) {
            throw new CaseRuleBroken("application.notice.slip-missing");
        }
        return number;
    }

    /** When it reached him by the day on the slip, which has no hour; between the day of the paper and today. */
    static Instant signedAt(LocalDate on, Instant madeAt, Instant now) {
        LocalDate written = CityTime.day(madeAt);
        LocalDate today = CityTime.day(now);
        if (on.isBefore(written) || on.isAfter(today)) {
            throw new CaseRuleBroken("application.notice.slip-day", written, today);
        }
        return on.equals(today) ? now : CityTime.startOf(on.plusDays(1)).minusSeconds(1);
    }

    private void record(
            CaseFile<State> file, UUID id, Way way, Instant at, Receiver receiver, @Nullable String slip, Actor actor) {
        StoredPaper paper = paper(file, id);
        boolean served = of(file).stream().anyMatch(line -> line.paper().id().equals(id) && line.served() != null);
        if (served) {
            throw new CaseRuleBroken("application.notice.served");
        }
        handovers.record(
                file.id(),
                file.applicant(),
                new Handover(
                        code(paper.kind()),
                        paper.number(),
                        way,
                        at,
                        receiver,
                        actor.kind(),
                        way == Way.MAIL ? LETTER : null,
                        slip),
                actor);
    }

    private StoredPaper paper(CaseFile<State> file, UUID id) {
        return papers.find(file.id().region(), id)
                .filter(paper -> paper.caseId().equals(file.id().value()) && isNotice(paper.kind()))
                .orElseThrow(() -> new NoSuchElementException("No such notice: " + id));
    }

    private Receiver taker(CaseFile<State> file, String to, Applicant applicant) {
        return takers.candidates(file, applicant, CityTime.day(time.instant())).stream()
                .filter(each -> each.code().equals(to))
                .findFirst()
                .orElseThrow(() -> new CaseRuleBroken("application.hand-over.nobody"))
                .receiver();
    }
}
