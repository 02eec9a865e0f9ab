package org.yimen.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Application.Command.Serve;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.delivery.AnnouncedPapers;
import org.yimen.delivery.Announcement;
import org.yimen.delivery.Announcement.How;
import org.yimen.delivery.Announcement.Tried;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Handovers;
import org.yimen.delivery.Way;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.StoredPaper;
import org.yimen.identifier.Uuid7;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Settings;
import org.yimen.platform.Text;

/**
 * 公告送达: what reaches its addressee neither by hand nor by post nor electronically is announced, and counts as served when its
 * days are over (民事诉讼法 art. 95, unverified; ADR 69). A certificate is never served so: it waits for him.
 */
@Service
public class ServiceByAnnouncement {

    /** Kinds of the audit entries. */
    public static final String ANNOUNCED = "application.service-announced";

    public static final String TAKEN_DOWN = "application.announcement-taken-down";

    public static final int LONGEST = 500;

    private static final Logger log = LoggerFactory.getLogger(ServiceByAnnouncement.class);

    private final ApplicationDesk desk;
    private final SealedPapers papers;
    private final Handovers handovers;
    private final AnnouncedPapers announced;
    private final ServiceConsents consents;
    private final Settings settings;
    private final Outbox outbox;
    private final AuditLog audit;
    private final InstantSource time;
    private final String home;

    ServiceByAnnouncement(
            ApplicationDesk desk,
            SealedPapers papers,
            Handovers handovers,
            AnnouncedPapers announced,
            ServiceConsents consents,
            Settings settings,
            Outbox outbox,
            AuditLog audit,
            InstantSource time,
            @Value("${yimen.region}") String home) {
        this.desk = desk;
        this.papers = papers;
        this.handovers = handovers;
        this.announced = announced;
        this.consents = consents;
        this.settings = settings;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
        this.home = home;
    }

    /** What hung out for a case, and hangs. */
    public List<Announcement> of(CaseId id) {
        return announced.of(id);
    }

    /** True of what can be served so and was not served: a notice, and the refusal while it waits for its addressee. */
    public static boolean isOpenTo(CaseFile<State> file, NoticeHandOvers.Line line) {
        return line.served() == null && isOpenTo(file, line.paper());
    }

    private static boolean isOpenTo(CaseFile<State> file, StoredPaper paper) {
        return paper.kind() == PaperKind.REFUSAL
                ? waitsForHim(file, paper.number())
                : NoticeHandOvers.isNotice(paper.kind());
    }

    /** The refusal that stands now, while no courier has it. */
    private static boolean waitsForHim(CaseFile<State> file, String number) {
        if (!(file.state() instanceof State.Refused refused) || HandOver.isInTheMail(refused)) {
            return false;
        }
        PaperRef paper = refused.decision().paper();
        return paper != null && paper.number().equals(number);
    }

    /**
     * Hangs a paper out; a second click does it once. He hears of it in his inbox, which serves nothing.
     *
     * @param reason why no other way reaches him
     * @param tried on which days which way failed, from the day of the paper until today
     * @throws CaseRuleBroken {@code application.announcement.*}, or where it was served
     */
    @Transactional
    public void announce(CaseFile<State> file, UUID id, String reason, Tried tried, Actor actor) {
        StoredPaper paper = papers.find(file.id().region(), id)
                .filter(each -> each.caseId().equals(file.id().value()))
                .filter(each -> each.kind() == PaperKind.REFUSAL || NoticeHandOvers.isNotice(each.kind()))
                .orElseThrow(() -> new NoSuchElementException("No such paper: " + id));
        String said = Reason.said(reason, LONGEST);
        String kind = kind(paper);
        if (announced.of(file.id()).stream().anyMatch(each -> each.isOpen() && each.isOf(kind, paper.number()))) {
            return;
        }
        boolean served = handovers.of(file.id()).stream()
                .anyMatch(each -> each.paper().equals(kind) && each.number().equals(paper.number()));
        if (served) {
            throw new CaseRuleBroken("application.notice.served");
        }
        if (!isOpenTo(file, paper)) {
            throw new CaseRuleBroken("application.announcement.not-open");
        }
        LocalDate written = CityTime.day(paper.madeAt());
        mustHaveFailed(tried.byHand(), written);
        mustHaveFailed(tried.byMail(), written);
        LocalDate online = tried.online();
        if (online != null) {
            mustHaveFailed(online, written);
        } else if (consents.stands(file.id().region(), file.applicant())) {
            throw new CaseRuleBroken("application.announcement.online");
        }
        Instant now = time.instant();
        var hung = new Announcement(
                Uuid7.next(now),
                file.id().value(),
                kind,
                paper.number(),
                paper.title(),
                said,
                tried,
                today(),
                today().plusDays(settings.number(Announcement.DAYS)),
                actor.id(),
                null);
        if (!announced.hangOut(file.id().region(), hung, now)) {
            return;
        }
        tell(file, hung, now);
        audit.record(
                file.id().region(),
                actor.id().toString(),
                ANNOUNCED,
                file.id().value().toString(),
                Map.of(
                        "number",
                        paper.number(),
                        "until",
                        hung.untilOn().toString(),
                        "by-hand",
                        tried.byHand().toString(),
                        "by-mail",
                        tried.byMail().toString(),
                        "online",
                        online == null ? "" : online.toString(),
                        "reason",
                        said));
    }

    private void mustHaveFailed(LocalDate on, LocalDate written) {
        if (on.isBefore(written) || on.isAfter(today())) {
            throw new CaseRuleBroken("application.announcement.tried", written, today());
        }
    }

    private void tell(CaseFile<State> file, Announcement hung, Instant now) {
        Applicant applicant = desk.applicant(file);
        outbox.post(Notice.of(
                        file.id().region(),
                        applicant.holder(),
                        applicant.person(),
                        "announced:" + hung.id(),
                        "application.news.announced",
                        List.of(desk.item(file).name(), Text.of(file.number()), Texts.day(hung.untilOn())),
                        now)
                .to("/me/cases/" + file.id().value())
                .ofCase(file.id().value()));
    }

    /** 撤下: another way to him was found. What was taken down serves nothing, and may be hung out anew from its first day. */
    @Transactional
    public void takeDown(CaseFile<State> file, UUID paper, String reason, Actor actor) {
        StoredPaper meant = papers.find(file.id().region(), paper)
                .filter(each -> each.caseId().equals(file.id().value()))
                .orElseThrow(() -> new NoSuchElementException("No such paper: " + paper));
        String said = Reason.said(reason, LONGEST);
        Announcement open = announced.of(file.id()).stream()
                .filter(each -> each.isOpen() && each.isOf(kind(meant), meant.number()))
                .findFirst()
                .orElseThrow(() -> new CaseRuleBroken("application.announcement.none"));
        if (today().isAfter(open.untilOn())) {
            throw new CaseRuleBroken("application.announcement.over");
        }
        if (!announced.end(file.id().region(), open.id(), How.TAKEN_DOWN, actor.id(), said, time.instant())) {
            return;
        }
        audit.record(
                file.id().region(),
                actor.id().toString(),
                TAKEN_DOWN,
                file.id().value().toString(),
                Map.of("number", open.number(), "reason", said));
    }

    @Scheduled(initialDelayString = "PT25S", fixedDelayString = "${yimen.announcements-every:PT5M}")
    void turn() {
        try {
            var _ = serveOver();
        } catch (RuntimeException failure) {
            log.error("What was announced long enough could not be served; the next turn tries again", failure);
        }
    }

    /** Serves what hung out for all of its days; of how many. */
    public int serveOver() {
        int served = 0;
        for (Announcement over : announced.over(home, today())) {
            if (serve(over)) {
                served++;
            }
        }
        return served;
    }

    /** One at a time, so that what cannot be served keeps no other back. */
    private boolean serve(Announcement over) {
        CaseFile<State> file = desk.find(new CaseId(home, over.caseId()));
        if (!over.paper().equals(Handover.REFUSAL)) {
            handovers.record(
                    file.id(),
                    file.applicant(),
                    new Handover(
                            over.paper(),
                            over.number(),
                            Way.ANNOUNCEMENT,
                            CityTime.startOf(over.servedOn()),
                            HandOvers.announced(desk.applicant(file)),
                            Actor.Kind.SYSTEM,
                            null),
                    Actor.SYSTEM);
            return true;
        }
        if (!waitsForHim(file, over.number())) {
            // It was set aside meanwhile: what does not wait for him any more is not served so.
            var _ = announced.end(home, over.id(), How.VOID, null, null, time.instant());
            return false;
        }
        try {
            var _ = desk.act(
                    file.id(), Actor.SYSTEM, "announced:" + over.id(), null, new Serve(Way.ANNOUNCEMENT.code(), null));
            return true;
        } catch (RuleBroken refusal) {
            log.warn("Case {} cannot be served by announcement now: {}", over.caseId(), refusal.code());
            return false;
        }
    }

    /** As rows of hand-overs call the paper. */
    public static String kind(StoredPaper paper) {
        return paper.kind() == PaperKind.REFUSAL ? Handover.REFUSAL : NoticeHandOvers.code(paper.kind());
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
