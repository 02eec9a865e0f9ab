package org.yimen.supervision;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.hotline.WorkOrders;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.supervision.Inquiry.Act;
import org.yimen.supervision.Inquiry.Finding;
import org.yimen.supervision.Inquiry.Stage;

/**
 * 处理、移送、申诉、通报: what becomes of what the two have found. Who decides looked into nothing, a third settles the appeal, and what
 * stands in the end is put to account and made public.
 */
@Service
public class InquiryDecisions {

    /** The most characters of a name or number that somebody copies from a paper. */
    private static final int LONGEST_NAME = 100;

    private final InquiryBook book;
    private final InquiryRights rights;
    private final InquiryNews news;
    private final InquiryTasks tasks;
    private final PublicNotices notices;
    private final ConductRules rules;
    private final Accountabilities accountabilities;
    private final Trainings trainings;
    private final WorkOrders orders;
    private final OrderDesk desk;
    private final Directory directory;
    private final ObjectProvider<DisciplineBody> discipline;
    private final InstantSource time;

    InquiryDecisions(
            InquiryBook book,
            InquiryRights rights,
            InquiryNews news,
            InquiryTasks tasks,
            PublicNotices notices,
            ConductRules rules,
            Accountabilities accountabilities,
            Trainings trainings,
            WorkOrders orders,
            OrderDesk desk,
            Directory directory,
            ObjectProvider<DisciplineBody> discipline,
            InstantSource time) {
        this.book = book;
        this.rights = rights;
        this.news = news;
        this.tasks = tasks;
        this.notices = notices;
        this.rules = rules;
        this.accountabilities = accountabilities;
        this.trainings = trainings;
        this.orders = orders;
        this.desk = desk;
        this.directory = directory;
        this.discipline = discipline;
        this.time = time;
    }

    /** The decider wants more. */
    @Transactional
    public void sendBack(Officer officer, UUID id, UUID key, String text) {
        Inquiry of = toDecide(officer, id);
        var back = new Act.SentBack(Inquiry.said(text));
        if (of.holds(key, officer.id(), back::equals)) {
            return;
        }
        of.demand(Stage.SECONDED);
        book.write(of, officer, key, back, null);
    }

    /**
     * 处理决定: by somebody who looked into nothing. The complaint is answered with it where its unit has it in hand, and what
     * is upheld is put to account.
     */
    @Transactional
    public void decide(Officer officer, UUID id, UUID key, Decision decision) {
        Inquiry of = toDecide(officer, id);
        Act.Charge charge = charge(of, decision);
        if (!of.isClue() && decision.reply().isBlank()) {
            throw refused("supervision.inquiry.reply");
        }
        var decided = Inquiry.decided(
                charge, Inquiry.said(decision.text()), of.isClue() ? "" : Inquiry.said(decision.reply()));
        if (of.holds(key, officer.id(), decided::equals)) {
            return;
        }
        of.demand(Stage.SECONDED);
        book.write(of, officer, key, decided, null);
        tasks.done(of, InquiryTasks.Stage.DECIDE);
        put(of, decided, officer);
        answer(of, officer, key, decided);
        tell(of, decided);
    }

    private Act.Charge charge(Inquiry of, Decision decision) {
        String sanction = rules.follows(decision.finding(), decision.sanction(), decision.points());
        UUID leader = decision.leads() && sanction != null ? leader(of) : null;
        int leaderPoints = leader == null || sanction == null
                ? 0
                : rules.sanction(sanction).map(each -> each.points().leader()).orElse(0);
        return new Act.Charge(
                decision.finding(), sanction, sanction == null ? 0 : decision.points(), leader, leaderPoints);
    }

    /** 追责, with what it costs the month and what is to be learnt where it was not the first time. */
    private void put(Inquiry of, Act.Decided decided, Officer officer) {
        if (decided.finding() != Finding.NOT) {
            accountabilities.openConduct(of, decided, officer);
            trainings.look(of.region());
        }
    }

    private void tell(Inquiry of, Act.Decided decided) {
        addressees(of, decided.leader())
                .forEach(each -> news.tell(of, each, "supervision.news.conduct-decided", "/desk/conduct/" + of.id()));
    }

    /**
     * What was decided, as the form says it.
     *
     * @param leads true where the unit's leader answers as well (一岗双责)
     */
    public record Decision(
            Finding finding, @Nullable String sanction, int points, boolean leads, String text, String reply) {}

    /**
     * 移送, by hand where no body is connected.
     *
     * @param body that took it in
     * @param receipt its number on the paper that came back
     */
    public record Handed(String body, String receipt) {

        public static final Handed NOTHING = new Handed("", "");
    }

    /** Through which body of discipline what is transferred goes; empty where it is handed over on paper. */
    public Optional<String> connected() {
        return Optional.ofNullable(discipline.getIfAvailable()).map(DisciplineBody::name);
    }

    /**
     * 移送 to the body of discipline, with its receipt.
     *
     * @param handed what the paper says, read only where no body is connected
     */
    @Transactional
    public void transfer(Officer officer, UUID id, UUID key, String text, Handed handed) {
        Inquiry of = toDecide(officer, id);
        String said = Inquiry.said(text);
        DisciplineBody body = discipline.getIfAvailable();
        Handed paper = body == null ? checked(handed) : Handed.NOTHING;
        if (of.holds(
                key,
                officer.id(),
                act -> act instanceof Act.Transferred(var name, var receipt, var why)
                        && why.equals(said)
                        && (body != null || paper.equals(new Handed(name, receipt))))) {
            return;
        }
        if (!of.isUnderWay()) {
            throw refused("supervision.inquiry.stage");
        }
        Handed done = body == null
                ? paper
                : new Handed(
                        body.name(),
                        body.receive(of.id().toString(), of.number(), of.kind())
                                .orElseThrow(() -> refused("supervision.inquiry.not-received")));
        book.write(of, officer, key, new Act.Transferred(done.body(), done.receipt(), said), null);
        tasks.done(of, InquiryTasks.Stage.DECIDE);
        tasks.open(of, InquiryTasks.Stage.OUTCOME);
    }

    private static Handed checked(Handed handed) {
        var stripped = new Handed(handed.body().strip(), handed.receipt().strip());
        if (Stream.of(stripped.body(), stripped.receipt())
                .anyMatch(
                        each -> each.isEmpty() || each.length() > LONGEST_NAME || AuditLog.holdsPersonalNumber(each))) {
            throw refused("supervision.inquiry.by-hand", LONGEST_NAME);
        }
        return stripped;
    }

    /**
     * What came back from the body of discipline: what it upheld is put to account as what was decided here is.
     *
     * @param found {@code text} for whom it is about, {@code reply} is not read
     */
    @Transactional
    public void outcome(Officer officer, UUID id, UUID key, Decision found) {
        Inquiry of = toDecide(officer, id);
        var answered = new Act.Outcome(Inquiry.said(found.text()), charge(of, found));
        if (of.holds(key, officer.id(), answered::equals)) {
            return;
        }
        of.demand(Stage.TRANSFERRED);
        book.write(of, officer, key, answered, null);
        tasks.done(of, InquiryTasks.Stage.OUTCOME);
        if (found.finding() != Finding.NOT) {
            var decided = Inquiry.decided(charge(of, found), answered.text(), "");
            put(of, decided, officer);
            tell(of, decided);
        }
    }

    /** 申诉, once, by whom it is about. */
    @Transactional
    public void appeal(Officer officer, UUID id, UUID key, String text) {
        Inquiry of = book.locked(officer.region(), id);
        if (!rights.mayHear(officer, of) || !rights.mayAppeal(officer, of)) {
            throw refused("supervision.inquiry.not-yours");
        }
        var appealed = new Act.Appealed(Inquiry.said(text));
        if (of.holds(key, officer.id(), appealed::equals)) {
            return;
        }
        of.demand(Stage.DECIDED);
        if (!of.stands()) {
            throw refused("supervision.inquiry.nothing-to-appeal");
        }
        LocalDate until = of.appealUntil(rules.appeal().days()).orElseThrow();
        if (today().isAfter(until)) {
            throw refused("supervision.inquiry.appeal-late", until);
        }
        book.write(of, officer, key, appealed, null);
        tasks.open(of, InquiryTasks.Stage.SETTLE);
        rights.deciders(of).stream()
                .filter(each -> !of.did(each, Act.Decided.class))
                .forEach(
                        each -> news.tell(of, each, "supervision.news.inquiry-appealed", "/desk/inquiries/" + of.id()));
    }

    /** Decides the appeal; a decision that is revoked costs nothing any more. */
    @Transactional
    public void settle(Officer officer, UUID id, UUID key, boolean revoked, String text) {
        Inquiry of = book.locked(officer.region(), id);
        if (!rights.maySettle(officer, of)) {
            throw refused("supervision.inquiry.not-yours");
        }
        var settled = new Act.AppealDecided(revoked, Inquiry.said(text));
        if (of.holds(key, officer.id(), settled::equals)) {
            return;
        }
        of.demand(Stage.APPEALED);
        book.write(of, officer, key, settled, null);
        tasks.done(of, InquiryTasks.Stage.SETTLE);
        if (revoked) {
            accountabilities.revoke(of, officer, settled.text());
        }
        addressees(of, of.decision().map(Act.Decided::leader).orElse(null))
                .forEach(each -> news.tell(of, each, "supervision.news.conduct-settled", "/desk/conduct/" + of.id()));
    }

    /** 通报: what everybody may read; the name stands in it cut short, and nowhere whole. */
    @Transactional
    public void publish(Officer officer, UUID id, UUID key, String text) {
        Inquiry of = toDecide(officer, id);
        var published = new Act.Published(Inquiry.said(text));
        if (of.holds(key, officer.id(), published::equals)) {
            return;
        }
        if (!of.isPublishable(today(), rules.appeal().days())) {
            throw refused("supervision.inquiry.not-yet-public");
        }
        notices.publish(of, officer.id(), published.text());
        book.write(of, officer, key, published, null);
    }

    private Inquiry toDecide(Officer officer, UUID id) {
        Inquiry of = book.locked(officer.region(), id);
        if (!rights.mayDecide(officer, of)) {
            throw refused("supervision.inquiry.not-yours");
        }
        return of;
    }

    /** 一岗双责: the head of the unit, but for where he is the one himself. */
    private @Nullable UUID leader(Inquiry of) {
        return directory.holders(of.region(), of.department() + "/head", today()).stream()
                .filter(holder -> !holder.standIn())
                .map(holder -> holder.staff().id())
                .filter(id -> !id.equals(of.person()))
                .findFirst()
                .orElse(null);
    }

    /** The unit that has the complaint answers it with the decision; else it is answered on its own page. */
    private void answer(Inquiry of, Officer officer, UUID key, Act.Decided decided) {
        UUID order = of.order();
        if (order == null || orders.seenBy(order, officer).isEmpty()) {
            return;
        }
        Actor actor = Actor.officer(officer.id(), orders.post(officer, order));
        if (!orders.view(order, actor).may("respond")) {
            return;
        }
        String measure = Optional.ofNullable(decided.sanction())
                .flatMap(rules::sanction)
                .map(each -> each.name().zh())
                .orElse("");
        desk.act(
                new CaseId(of.region(), order),
                actor,
                "inquiry:" + key,
                null,
                new Respond(decided.reply(), decided.finding().verdict(), measure));
    }

    /** Who is told of a decision. */
    private Set<UUID> addressees(Inquiry of, @Nullable UUID leader) {
        var all = new HashSet<UUID>();
        directory
                .holders(of.region(), of.department() + "/head", today())
                .forEach(each -> all.add(each.staff().id()));
        if (of.person() != null) {
            all.add(of.person());
        }
        if (leader != null) {
            all.add(leader);
        }
        return all;
    }

    private static SupervisionRefused refused(String code, Object... arguments) {
        return new SupervisionRefused(code, arguments);
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
