package org.yimen.supervision;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.CaseView;
import org.yimen.application.CaseViews;
import org.yimen.application.Inspection;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.crypto.Sm3;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.WorkOrders;
import org.yimen.identifier.Numbers;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.platform.Plain;
import org.yimen.supervision.ConductRules.From;
import org.yimen.supervision.Inquiry.Act;
import org.yimen.supervision.Inquiry.Facts;
import org.yimen.supervision.Inquiry.Filed;
import org.yimen.supervision.Inquiry.Finding;
import org.yimen.supervision.Inquiry.Stage;

/**
 * 效能调查与问题线索 (M-HOT-10, M-STF-19, M-GOV-10): two who are not of the accused's side look into it, somebody else decides, a third
 * settles the appeal. What was written down stays, few may read it, and each reading is kept (docs/adr/0060).
 */
@Service
public class Inquiries {

    /** Kinds of the audit entries. */
    public static final String OPENED = "supervision.inquiry-opened";

    public static final String READ = "supervision.inquiry-read";
    public static final String WRITTEN = "supervision.inquiry-written";

    /** The most lines of a list. */
    public static final int MOST = 200;

    private static final int LONGEST_NAME = 100;

    private final InquiryBook book;
    private final InquiryRights rights;
    private final InquiryNews news;
    private final InquiryTasks tasks;
    private final BlobStore blobs;
    private final Numbers numbers;
    private final ConductRules rules;
    private final WorkOrders orders;
    private final CaseViews cases;
    private final FactWords words;
    private final Directory directory;
    private final AuditLog audit;
    private final InstantSource time;

    Inquiries(
            InquiryBook book,
            InquiryRights rights,
            InquiryNews news,
            InquiryTasks tasks,
            BlobStore blobs,
            Numbers numbers,
            ConductRules rules,
            WorkOrders orders,
            CaseViews cases,
            FactWords words,
            Directory directory,
            AuditLog audit,
            InstantSource time) {
        this.book = book;
        this.rights = rights;
        this.news = news;
        this.tasks = tasks;
        this.blobs = blobs;
        this.numbers = numbers;
        this.rules = rules;
        this.orders = orders;
        this.cases = cases;
        this.words = words;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /**
     * What is to be looked into.
     *
     * @param order the complaint; null for a clue
     * @param department for a clue; a complaint names it
     * @param employee number on the sign of whom it is about; empty where only the unit is known
     * @param second the other one of the two
     * @param story of a clue: what is known, and from where
     */
    public record Opening(
            @Nullable UUID order,
            String kind,
            String department,
            String employee,
            @Nullable UUID second,
            String story) {}

    /** Somebody looked. */
    public record Reading(UUID staff, Instant at) {}

    /**
     * Opens an inquiry by two; the same key opens one.
     *
     * @throws SupervisionRefused where the second one, the kind or whom it is about is missing or of the wrong side, or the
     *     key stands for another inquiry
     */
    @Transactional
    public UUID open(Officer officer, UUID key, Opening opening) {
        if (!rights.mayOpen(officer)) {
            throw refused("supervision.inquiry.not-yours");
        }
        Optional<Inquiry> before = book.find(officer.region(), key);
        if (before.isPresent()) {
            if (!isOf(before.get(), officer, opening)) {
                throw refused("supervision.inquiry.key");
            }
            return key;
        }
        OrderRow order = opening.order() == null ? null : order(officer, opening.order());
        From from = order == null ? From.CLUE : From.COMPLAINT;
        if (rules.kind(opening.kind()).filter(kind -> kind.from() == from).isEmpty()) {
            throw refused("supervision.inquiry.kind");
        }
        String department = order == null ? opening.department() : accused(order, opening.department());
        if (directory
                .unit(officer.region(), department)
                .filter(Department.class::isInstance)
                .isEmpty()) {
            throw refused("supervision.inquiry.department");
        }
        UUID person = person(officer.region(), opening.employee(), order);
        Set<String> keptOut = rights.keptOut(department, person);
        UUID second = opening.second();
        if (!InquiryRights.isOutside(officer, keptOut) || officer.id().equals(person)) {
            throw refused("supervision.inquiry.own-side");
        }
        if (second == null
                || rights.seconds(officer, keptOut).stream()
                        .noneMatch(staff -> staff.id().equals(second))
                || second.equals(person)) {
            throw refused("supervision.inquiry.second");
        }
        String story = order == null ? Inquiry.said(opening.story()) : "";
        if (order != null && book.ofOrder(officer.region(), order.id()).isPresent()) {
            throw refused("supervision.inquiry.there");
        }
        UUID about = order == null ? null : order.aboutCase();
        var opened = new Inquiry(
                officer.region(),
                key,
                number(officer.region(), order != null),
                opening.kind(),
                opening.order(),
                about,
                department,
                person,
                keptOut,
                order == null ? today() : CityTime.day(order.openedAt()),
                officer.id(),
                time.instant(),
                story,
                facts(officer, about),
                Set.of(officer.id(), second),
                List.of());
        book.open(opened);
        if (opened.isClue()) {
            tasks.open(opened, InquiryTasks.Stage.DECIDE);
        }
        news.tell(opened, second, "supervision.news.inquiry-named", "/desk/inquiries/" + key);
        audit.record(
                officer.region(),
                officer.id().toString(),
                OPENED,
                key.toString(),
                Map.of("number", opened.number(), "kind", opened.kind(), "second", second.toString()));
        return key;
    }

    /** True where he opened it with these words; a complaint says itself what it is about. */
    private boolean isOf(Inquiry of, Officer officer, Opening opening) {
        UUID second = opening.second();
        boolean clue = of.order() == null;
        boolean named = !opening.employee().isBlank();
        return of.openedBy().equals(officer.id())
                && Objects.equals(of.order(), opening.order())
                && of.kind().equals(opening.kind())
                && second != null
                && of.investigators().contains(second)
                && (!clue || of.department().equals(opening.department()))
                && (!clue || of.story().equals(opening.story().strip()))
                && ((!clue && !named) || Objects.equals(of.person(), person(of.region(), opening.employee(), null)));
    }

    private String number(String region, boolean complaint) {
        int year = today().getYear();
        return (complaint ? "效能调查〔%d〕%d号" : "线索〔%d〕%d号")
                .formatted(year, numbers.draw(region, (complaint ? "inquiry-" : "clue-") + year));
    }

    /** 谈话笔录. */
    @Transactional
    public void note(Officer officer, UUID id, UUID key, String whom, String text) {
        Inquiry of = underWay(officer, id, key);
        if (whom.isBlank() || whom.length() > LONGEST_NAME) {
            throw refused("supervision.inquiry.whom");
        }
        book.write(of, officer, key, new Act.Note(Inquiry.said(whom), Inquiry.said(text)), null);
    }

    /** 证据: a file that is kept sealed. */
    @Transactional
    public void attach(Officer officer, UUID id, UUID key, String what, String name, byte[] bytes) {
        Inquiry of = underWay(officer, id, key);
        String said = Inquiry.said(what);
        String media = Inspection.arriving(name, bytes).mediaType();
        BlobId blob = blobs.put("inquiry:" + id, bytes);
        String called = Plain.line(name);
        if (AuditLog.holdsPersonalNumber(called)) {
            // Names stand open, what is sealed does not: a number in one is not kept.
            called = "证据%d.%s".formatted(of.entries().size() + 1, media.substring(media.indexOf('/') + 1));
        }
        book.write(of, officer, key, new Act.Attached(said), new Filed(called, media, blob, Sm3.hex(bytes)));
    }

    /** 调查结论 of one of the two. */
    @Transactional
    public void find(
            Officer officer, UUID id, UUID key, Finding finding, String text, @Nullable String sanction, int points) {
        Inquiry of = underWay(officer, id, key);
        String follows = rules.follows(finding, sanction, points);
        var found = new Act.Found(finding, Inquiry.said(text), follows, follows == null ? 0 : points);
        if (of.holds(key, officer.id(), found::equals)) {
            return;
        }
        of.demand(Stage.OPEN);
        book.write(of, officer, key, found, null);
    }

    /** The other one of the two agrees, or it goes on. */
    @Transactional
    public void second(Officer officer, UUID id, UUID key, boolean agrees, String text) {
        Inquiry of = underWay(officer, id, key);
        Act said = agrees ? new Act.Seconded(text.strip()) : new Act.SentBack(Inquiry.said(text));
        if (of.holds(key, officer.id(), said::equals)) {
            return;
        }
        of.demand(Stage.FOUND);
        if (of.found().filter(found -> found.by().equals(officer.id())).isPresent()) {
            throw refused("supervision.inquiry.other-of-two");
        }
        book.write(of, officer, key, said, null);
        if (agrees) {
            rights.deciders(of)
                    .forEach(decider ->
                            news.tell(of, decider, "supervision.news.inquiry-to-decide", "/desk/inquiries/" + of.id()));
        }
    }

    /** Opens it for somebody, who stands on the record from now on; nothing for whom it is not there. */
    @Transactional
    public Optional<Inquiry> read(Officer officer, UUID id) {
        Optional<Inquiry> found = book.find(officer.region(), id).filter(each -> rights.mayRead(officer, each));
        found.ifPresent(each -> {
            book.looked(each, officer.id());
            audit.record(
                    each.region(),
                    officer.id().toString(),
                    READ,
                    each.id().toString(),
                    Map.of("number", each.number()));
        });
        return found;
    }

    /** The same for a form that was sent, which changes nothing by being looked at. */
    public Optional<Inquiry> seen(Officer officer, UUID id) {
        return book.find(officer.region(), id).filter(each -> rights.mayRead(officer, each));
    }

    /** The decision, for whom it is about. */
    public Optional<Inquiry> heard(Officer officer, UUID id) {
        return book.find(officer.region(), id).filter(each -> rights.mayHear(officer, each));
    }

    /** What the officer may read, the latest first. */
    public List<Inquiry> of(Officer officer) {
        return book.recent(officer.region()).stream()
                .filter(each -> rights.mayRead(officer, each))
                .toList();
    }

    /** What was decided about him or his unit, the latest first. */
    public List<Inquiry> about(Officer officer) {
        return book.recent(officer.region()).stream()
                .filter(each -> rights.mayHear(officer, each))
                .toList();
    }

    /** Orders that are upheld only after an inquiry and that nobody looks into yet, the latest first. */
    public List<WorkOrders.Line> waiting(Officer officer) {
        if (!rights.mayOpen(officer)) {
            return List.of();
        }
        List<WorkOrders.Line> lines = orders.accusing(officer, rules.gated());
        Set<UUID> begun = book.begun(
                officer.region(), lines.stream().map(line -> line.row().id()).toList());
        return lines.stream()
                .filter(line ->
                        rules.gates(line.row()) && !begun.contains(line.row().id()))
                .toList();
    }

    /** Who looked, the latest first. */
    public List<Reading> readings(Inquiry of) {
        return book.readings(of);
    }

    private Inquiry underWay(Officer officer, UUID id, UUID key) {
        Inquiry of = book.locked(officer.region(), id);
        if (!rights.mayInvestigate(officer, of)) {
            throw refused("supervision.inquiry.not-yours");
        }
        if (!of.isUnderWay() && of.entry(key).isEmpty()) {
            throw refused("supervision.inquiry.stage");
        }
        return of;
    }

    private OrderRow order(Officer officer, UUID id) {
        return orders.seenBy(id, officer).orElseThrow(() -> refused("supervision.inquiry.no-order"));
    }

    private static String accused(OrderRow order, String otherwise) {
        String named = order.accusedDepartment();
        return named == null ? otherwise : named;
    }

    private @Nullable UUID person(String region, String employee, @Nullable OrderRow order) {
        String typed = employee.strip();
        if (typed.isEmpty()) {
            return order == null ? null : order.accusedPerson();
        }
        return directory.everybody(region).stream()
                .filter(staff -> !staff.machine() && staff.employeeNumber().equals(typed))
                .map(Staff::id)
                .findFirst()
                .orElseThrow(() -> refused("supervision.inquiry.employee"));
    }

    private @Nullable Facts facts(Officer officer, @Nullable UUID caseId) {
        if (caseId == null) {
            return null;
        }
        CaseView view = cases.view(new CaseId(officer.region(), caseId), Actor.SYSTEM);
        return new Facts(
                view.file().number(),
                view.file().title(),
                view.file().state().getClass().getSimpleName(),
                CityTime.day(view.file().openedAt()),
                view.clocks().stream()
                        .map(clock -> new Facts.Clock(
                                clock.code(),
                                clock.reading().dueOn(),
                                clock.reading().daysLate()))
                        .toList(),
                view.history().stream()
                        .map(entry -> new Facts.Happened(
                                entry.at(),
                                words.said(view, entry),
                                entry.actor().kind() == Actor.Kind.OFFICER
                                        ? entry.actor().post()
                                        : ""))
                        .toList());
    }

    private static SupervisionRefused refused(String code, Object... arguments) {
        return new SupervisionRefused(code, arguments);
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
