package org.yimen.supervision;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.CaseView;
import org.yimen.application.CaseViews;
import org.yimen.application.Inspection;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.crypto.Sm3;
import org.yimen.document.BlobId;
import org.yimen.document.BlobStore;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.WorkOrder.Command.Respond;
import org.yimen.hotline.WorkOrders;
import org.yimen.identifier.Numbers;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Json;
import org.yimen.platform.Plain;
import org.yimen.platform.Text;
import org.yimen.supervision.ConductRules.From;
import org.yimen.supervision.ConductRules.Sanction;
import org.yimen.supervision.Inquiry.Act;
import org.yimen.supervision.Inquiry.Entry;
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

    public static final int LONGEST = 2000;

    private static final int LONGEST_NAME = 100;

    /** The most entries of one inquiry. */
    static final int MOST_ENTRIES = 200;

    static final String CONTENT = "supervision.inquiry.content";
    static final String ENTRY = "supervision.inquiry_entry.content";

    /** Who may be one of the two. */
    private static final List<String> INVESTIGATING = List.of(OrderPosts.INVESTIGATOR, "ZX/supervisor", "ZX/director");

    /** Who decides, and who settles what another decided. */
    private static final List<String> DECIDING = List.of("XN/head", "ZX/director", "ZF/head");

    private static final Json JSON = Json.of(Act.class);

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final BlobStore blobs;
    private final Numbers numbers;
    private final ConductRules rules;
    private final Accountabilities accountabilities;
    private final Trainings trainings;
    private final WorkOrders orders;
    private final OrderDesk desk;
    private final CaseViews cases;
    private final FactWords words;
    private final Directory directory;
    private final ObjectProvider<DisciplineBody> discipline;
    private final Outbox outbox;
    private final AuditLog audit;
    private final InstantSource time;

    Inquiries(
            JdbcClient jdbc,
            ColumnCipher cipher,
            BlobStore blobs,
            Numbers numbers,
            ConductRules rules,
            Accountabilities accountabilities,
            Trainings trainings,
            WorkOrders orders,
            OrderDesk desk,
            CaseViews cases,
            FactWords words,
            Directory directory,
            ObjectProvider<DisciplineBody> discipline,
            Outbox outbox,
            AuditLog audit,
            InstantSource time) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.blobs = blobs;
        this.numbers = numbers;
        this.rules = rules;
        this.accountabilities = accountabilities;
        this.trainings = trainings;
        this.orders = orders;
        this.desk = desk;
        this.cases = cases;
        this.words = words;
        this.directory = directory;
        this.discipline = discipline;
        this.outbox = outbox;
        this.audit = audit;
        this.time = time;
    }

    /** What is sealed of an inquiry itself. */
    private record Content(String story, @Nullable Facts facts) {}

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

    /** 通报, as everybody reads it. */
    public record PublicNotice(
            String number,
            String kind,
            boolean clue,
            String department,
            @Nullable String name,
            @Nullable String finding,
            @Nullable String sanction,
            String text,
            LocalDate on) {}

    /** Somebody looked. */
    public record Reading(UUID staff, Instant at) {}

    // --- who ---------------------------------------------------------------------------------------------------------

    /** True where the officer may look into the conduct of others. */
    @Guard
    public boolean mayOpen(Officer officer) {
        return officer.region().equals(directory.region())
                && INVESTIGATING.stream().anyMatch(officer::holds);
    }

    /** The two, and those who decide; nobody of the accused's side. */
    @Guard
    public boolean mayRead(Officer officer, Inquiry inquiry) {
        return officer.region().equals(inquiry.region())
                && !inquiry.concerns(officer)
                && (inquiry.investigators().contains(officer.id()) || decides(officer));
    }

    @Guard
    public boolean mayInvestigate(Officer officer, Inquiry inquiry) {
        return !inquiry.concerns(officer) && inquiry.investigators().contains(officer.id());
    }

    /** Who decides looked into nothing himself. */
    @Guard
    public boolean mayDecide(Officer officer, Inquiry inquiry) {
        return decides(officer)
                && !inquiry.concerns(officer)
                && !inquiry.investigators().contains(officer.id());
    }

    /** 申诉由另外的人决定. */
    @Guard
    public boolean maySettle(Officer officer, Inquiry inquiry) {
        return decides(officer)
                && !inquiry.concerns(officer)
                && !inquiry.investigators().contains(officer.id())
                && !inquiry.did(officer.id(), Act.Decided.class);
    }

    /** Whom the decision is about, the leader who answers beside him, and the head of the unit. */
    @Guard
    public boolean mayHear(Officer officer, Inquiry inquiry) {
        return inquiry.decision()
                .filter(decided -> officer.id().equals(inquiry.person())
                        || officer.id().equals(decided.leader())
                        || officer.holds(inquiry.department() + "/head"))
                .isPresent();
    }

    /** Whom it is about; the head of the unit where that is the unit. */
    @Guard
    public boolean mayAppeal(Officer officer, Inquiry inquiry) {
        UUID person = inquiry.person();
        return person == null
                ? officer.holds(inquiry.department() + "/head")
                : officer.id().equals(person);
    }

    private static boolean decides(Officer officer) {
        return DECIDING.stream().anyMatch(officer::holds);
    }

    /** Who may be the second one of the two, by name; who is of the accused's side is left out. */
    public List<Staff> seconds(Officer officer, Set<String> keptOut) {
        return INVESTIGATING.stream()
                .flatMap(post -> directory.holders(officer.region(), post, today()).stream())
                .map(Directory.Holder::staff)
                .filter(staff -> !staff.machine() && !staff.id().equals(officer.id()))
                .distinct()
                .filter(staff -> directory.officer(staff.id(), time.instant()).everywhere().posts().stream()
                        .map(Inquiries::department)
                        .noneMatch(keptOut::contains))
                .toList();
    }

    // --- acts --------------------------------------------------------------------------------------------------------

    /**
     * Opens an inquiry by two; the same key opens one.
     *
     * @throws SupervisionRefused where the second one, the kind or whom it is about is missing or of the wrong side, or the
     *     key stands for another inquiry
     */
    @Transactional
    public UUID open(Officer officer, UUID key, Opening opening) {
        if (!mayOpen(officer)) {
            throw refused("supervision.inquiry.not-yours");
        }
        Optional<Inquiry> before = find(officer.region(), key);
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
        if (department.isEmpty() || directory.unit(officer.region(), department).isEmpty()) {
            throw refused("supervision.inquiry.department");
        }
        UUID person = person(officer.region(), opening.employee(), order);
        Set<String> keptOut = keptOut(department, person);
        UUID second = opening.second();
        boolean others = officer.everywhere().posts().stream().map(Inquiries::department).noneMatch(keptOut::contains);
        if (!others || officer.id().equals(person)) {
            throw refused("supervision.inquiry.own-side");
        }
        if (second == null
                || seconds(officer, keptOut).stream()
                        .noneMatch(staff -> staff.id().equals(second))
                || second.equals(person)) {
            throw refused("supervision.inquiry.second");
        }
        String story = order == null ? said(opening.story()) : "";
        if (order != null && ofOrder(officer.region(), order.id()).isPresent()) {
            throw refused("supervision.inquiry.there");
        }
        UUID about = order == null ? null : order.aboutCase();
        store(
                officer,
                key,
                opening.kind(),
                order,
                department,
                person,
                keptOut,
                new Content(story, facts(officer, about)));
        for (UUID each : List.of(officer.id(), second)) {
            jdbc.sql("""
                            insert into supervision.inquiry_investigator (region_code, inquiry_id, staff_id)
                            values (:region, :inquiry, :staff)
                            """)
                    .param("region", officer.region())
                    .param("inquiry", key)
                    .param("staff", each)
                    .update();
        }
        Inquiry opened = existing(officer.region(), key);
        tell(opened, second, "supervision.news.inquiry-named", "/desk/inquiries/" + key);
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

    private void store(
            Officer officer,
            UUID id,
            String kind,
            @Nullable OrderRow order,
            String department,
            @Nullable UUID person,
            Set<String> keptOut,
            Content content) {
        Instant now = time.instant();
        int year = today().getYear();
        String series = order == null ? "clue-" : "inquiry-";
        String number = (order == null ? "线索〔%d〕%d号" : "效能调查〔%d〕%d号")
                .formatted(year, numbers.draw(officer.region(), series + year));
        String json = JSON.write(content);
        jdbc.sql("""
                        insert into supervision.inquiry
                               (region_code, id, number, kind, origin, order_id, case_id, department_code, person_id, kept_out,
                                received_on, opened_by, opened_at, content, content_sm3)
                        values (:region, :id, :number, :kind, :origin, :order, :case, :department, :person, :keptOut,
                                :received, :by, :at, :content, :sm3)
                        """)
                .param("region", officer.region())
                .param("id", id)
                .param("number", number)
                .param("kind", kind)
                .param("origin", order == null ? "clue" : "order")
                .param("order", order == null ? null : order.id(), Types.OTHER)
                .param("case", order == null ? null : order.aboutCase(), Types.OTHER)
                .param("department", department)
                .param("person", person, Types.OTHER)
                .param("keptOut", new TreeSet<>(keptOut).toArray(String[]::new))
                .param("received", order == null ? today() : CityTime.day(order.openedAt()))
                .param("by", officer.id())
                .param("at", Timestamp.from(now))
                .param(
                        "content",
                        cipher.seal(CONTENT, officer.region(), id.toString(), json)
                                .bytes())
                .param("sm3", digest(json))
                .update();
    }

    /** 谈话笔录. */
    @Transactional
    public void note(Officer officer, UUID id, UUID key, String whom, String text) {
        Inquiry of = underWay(officer, id, key);
        if (whom.isBlank() || whom.length() > LONGEST_NAME) {
            throw refused("supervision.inquiry.whom");
        }
        write(of, officer, key, new Act.Note(said(whom), said(text)), null);
    }

    /** 证据: a file that is kept sealed. */
    @Transactional
    public void attach(Officer officer, UUID id, UUID key, String what, String name, byte[] bytes) {
        Inquiry of = underWay(officer, id, key);
        String said = said(what);
        String media = Inspection.arriving(name, bytes).mediaType();
        BlobId blob = blobs.put("inquiry:" + id, bytes);
        String called = Plain.line(name);
        if (AuditLog.holdsPersonalNumber(called)) {
            // Names stand open, what is sealed does not: a number in one is not kept.
            called = "证据%d.%s".formatted(of.entries().size() + 1, media.substring(media.indexOf('/') + 1));
        }
        write(of, officer, key, new Act.Attached(said), new Filed(called, media, blob, Sm3.hex(bytes)));
    }

    /** 调查结论 of one of the two. */
    @Transactional
    public void find(
            Officer officer, UUID id, UUID key, Finding finding, String text, @Nullable String sanction, int points) {
        Inquiry of = underWay(officer, id, key);
        demand(of, Stage.OPEN);
        String follows = sanction(finding, sanction, points);
        write(of, officer, key, new Act.Found(finding, said(text), follows, follows == null ? 0 : points), null);
    }

    /** The other one of the two agrees, or it goes on. */
    @Transactional
    public void second(Officer officer, UUID id, UUID key, boolean agrees, String text) {
        Inquiry of = underWay(officer, id, key);
        demand(of, Stage.FOUND);
        if (of.found().filter(found -> found.by().equals(officer.id())).isPresent()) {
            throw refused("supervision.inquiry.other-of-two");
        }
        write(of, officer, key, agrees ? new Act.Seconded(text.strip()) : new Act.SentBack(said(text)), null);
        if (agrees) {
            deciders(of)
                    .forEach(decider ->
                            tell(of, decider, "supervision.news.inquiry-to-decide", "/desk/inquiries/" + of.id()));
        }
    }

    /** The decider wants more. */
    @Transactional
    public void sendBack(Officer officer, UUID id, UUID key, String text) {
        Inquiry of = toDecide(officer, id);
        demand(of, Stage.SECONDED);
        write(of, officer, key, new Act.SentBack(said(text)), null);
    }

    /**
     * 处理决定: by somebody who looked into nothing. The complaint is answered with it where its unit has it in hand, and what
     * is upheld is put to account.
     */
    @Transactional
    public void decide(Officer officer, UUID id, UUID key, Decision decision) {
        Inquiry of = toDecide(officer, id);
        if (replayed(of, key)) {
            return;
        }
        demand(of, Stage.SECONDED);
        String sanction = sanction(decision.finding(), decision.sanction(), decision.points());
        UUID leader = decision.leads() && sanction != null ? leader(of) : null;
        int leaderPoints = leader == null || sanction == null
                ? 0
                : rules.sanction(sanction).map(each -> each.points().leader()).orElse(0);
        if (!of.isClue() && decision.reply().isBlank()) {
            throw refused("supervision.inquiry.reply");
        }
        var decided = new Act.Decided(
                decision.finding(),
                sanction,
                sanction == null ? 0 : decision.points(),
                leader,
                leaderPoints,
                said(decision.text()),
                of.isClue() ? "" : said(decision.reply()));
        write(of, officer, key, decided, null);
        if (decision.finding() != Finding.NOT) {
            accountabilities.openConduct(of, decided, officer);
            trainings.look(of.region());
        }
        answer(of, officer, key, decided);
        addressees(of, leader)
                .forEach(each -> tell(of, each, "supervision.news.conduct-decided", "/desk/conduct/" + of.id()));
    }

    /**
     * What was decided, as the form says it.
     *
     * @param leads true where the unit's leader answers as well (一岗双责)
     */
    public record Decision(
            Finding finding, @Nullable String sanction, int points, boolean leads, String text, String reply) {}

    /** 移送 to the body of discipline, with its receipt. */
    @Transactional
    public void transfer(Officer officer, UUID id, UUID key, String text) {
        Inquiry of = toDecide(officer, id);
        if (replayed(of, key)) {
            return;
        }
        if (!of.isUnderWay()) {
            throw refused("supervision.inquiry.stage");
        }
        String said = said(text);
        DisciplineBody body = discipline.getIfAvailable();
        if (body == null) {
            throw refused("supervision.inquiry.no-body");
        }
        String receipt = body.receive(of.id().toString(), of.number(), of.kind())
                .orElseThrow(() -> refused("supervision.inquiry.not-received"));
        write(of, officer, key, new Act.Transferred(body.name(), receipt, said), null);
    }

    /** What came back from the body of discipline. */
    @Transactional
    public void outcome(Officer officer, UUID id, UUID key, String text) {
        Inquiry of = toDecide(officer, id);
        demand(of, Stage.TRANSFERRED);
        write(of, officer, key, new Act.Outcome(said(text)), null);
    }

    /** 申诉, once, by whom it is about. */
    @Transactional
    public void appeal(Officer officer, UUID id, UUID key, String text) {
        Inquiry of = locked(officer.region(), id);
        if (!mayHear(officer, of) || !mayAppeal(officer, of)) {
            throw refused("supervision.inquiry.not-yours");
        }
        if (replayed(of, key)) {
            return;
        }
        demand(of, Stage.DECIDED);
        if (!of.stands()) {
            throw refused("supervision.inquiry.nothing-to-appeal");
        }
        LocalDate until = of.appealUntil(rules.appeal().days()).orElseThrow();
        if (today().isAfter(until)) {
            throw refused("supervision.inquiry.appeal-late", until);
        }
        write(of, officer, key, new Act.Appealed(said(text)), null);
        deciders(of).stream()
                .filter(each -> !of.did(each, Act.Decided.class))
                .forEach(each -> tell(of, each, "supervision.news.inquiry-appealed", "/desk/inquiries/" + of.id()));
    }

    /** Decides the appeal; a decision that is revoked costs nothing any more. */
    @Transactional
    public void settle(Officer officer, UUID id, UUID key, boolean revoked, String text) {
        Inquiry of = locked(officer.region(), id);
        if (!maySettle(officer, of)) {
            throw refused("supervision.inquiry.not-yours");
        }
        if (replayed(of, key)) {
            return;
        }
        demand(of, Stage.APPEALED);
        String said = said(text);
        write(of, officer, key, new Act.AppealDecided(revoked, said), null);
        if (revoked) {
            accountabilities.revoke(of, officer, said);
        }
        addressees(of, of.decision().map(Act.Decided::leader).orElse(null))
                .forEach(each -> tell(of, each, "supervision.news.conduct-settled", "/desk/conduct/" + of.id()));
    }

    /** 通报: what everybody may read; the name stands in it cut short, and nowhere whole. */
    @Transactional
    public void publish(Officer officer, UUID id, UUID key, String text) {
        Inquiry of = toDecide(officer, id);
        if (replayed(of, key)) {
            return;
        }
        if (!of.isPublishable(today(), rules.appeal().days())) {
            throw refused("supervision.inquiry.not-yet-public");
        }
        String said = said(text);
        UUID person = of.person();
        String name = person == null ? null : directory.staff(person).name();
        if (name != null && said.contains(name)) {
            throw refused("supervision.inquiry.whole-name");
        }
        write(of, officer, key, new Act.Published(said), null);
        Optional<Act.Decided> decided = of.decision();
        jdbc.sql("""
                        insert into supervision.public_notice
                               (region_code, inquiry_id, number, kind, origin, department_code, name, finding, sanction, text,
                                published_on, published_by)
                        values (:region, :id, :number, :kind, :origin, :department, :name, :finding, :sanction, :text, :on, :by)
                        """)
                .param("region", of.region())
                .param("id", of.id())
                .param("number", of.number())
                .param("kind", of.kind())
                .param("origin", of.isClue() ? "clue" : "order")
                .param("department", of.department())
                // Of a clue only its kind and what came of it is said.
                .param("name", name == null || decided.isEmpty() ? null : shortened(name), Types.VARCHAR)
                .param("finding", decided.map(each -> each.finding().code()).orElse(null), Types.VARCHAR)
                .param("sanction", decided.map(Act.Decided::sanction).orElse(null), Types.VARCHAR)
                .param("text", said)
                .param("on", today())
                .param("by", officer.id())
                .update();
    }

    // --- reads -------------------------------------------------------------------------------------------------------

    /** Opens it for somebody, who stands on the record from now on; nothing for whom it is not there. */
    @Transactional
    public Optional<Inquiry> read(Officer officer, UUID id) {
        Optional<Inquiry> found = find(officer.region(), id).filter(each -> mayRead(officer, each));
        found.ifPresent(each -> {
            jdbc.sql("""
                            insert into supervision.inquiry_reading (region_code, inquiry_id, staff_id, at)
                            values (:region, :inquiry, :staff, :at)
                            """)
                    .param("region", each.region())
                    .param("inquiry", each.id())
                    .param("staff", officer.id())
                    .param("at", Timestamp.from(time.instant()))
                    .update();
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
        return find(officer.region(), id).filter(each -> mayRead(officer, each));
    }

    /** The decision, for whom it is about. */
    public Optional<Inquiry> heard(Officer officer, UUID id) {
        return find(officer.region(), id).filter(each -> mayHear(officer, each));
    }

    /** What the officer may read, the latest first. */
    public List<Inquiry> of(Officer officer) {
        return recent(officer.region()).stream()
                .filter(each -> mayRead(officer, each))
                .toList();
    }

    /** What was decided about him or his unit, the latest first. */
    public List<Inquiry> about(Officer officer) {
        return recent(officer.region()).stream()
                .filter(each -> mayHear(officer, each))
                .toList();
    }

    public Optional<Inquiry> ofOrder(String region, UUID order) {
        return jdbc.sql("select id from supervision.inquiry where region_code = :region and order_id = :order")
                .param("region", region)
                .param("order", order)
                .query(UUID.class)
                .optional()
                .flatMap(id -> find(region, id));
    }

    /** Complaints about conduct that nobody looks into yet, the latest first. */
    public List<WorkOrders.Line> waiting(Officer officer) {
        if (!mayOpen(officer)) {
            return List.of();
        }
        List<WorkOrders.Line> lines = orders.list(officer, "", "efficiency", "", "", WorkOrders.MOST);
        Set<UUID> begun = new HashSet<>(jdbc.sql("""
                        select order_id
                          from supervision.inquiry
                         where region_code = :region and order_id = any(:orders)
                        """)
                .param("region", officer.region())
                .param("orders", lines.stream().map(line -> line.row().id()).toArray(UUID[]::new))
                .query(UUID.class)
                .list());
        return lines.stream()
                .filter(line -> line.row().open() && !begun.contains(line.row().id()))
                .toList();
    }

    /** Who looked, the latest first. */
    public List<Reading> readings(Inquiry of) {
        return jdbc.sql("""
                        select staff_id, at
                          from supervision.inquiry_reading
                         where region_code = :region and inquiry_id = :inquiry
                         order by at desc
                         limit :most
                        """)
                .param("region", of.region())
                .param("inquiry", of.id())
                .param("most", MOST)
                .query((row, _) -> new Reading(
                        row.getObject("staff_id", UUID.class),
                        row.getTimestamp("at").toInstant()))
                .list();
    }

    /** What everybody may read, the latest first. */
    public List<PublicNotice> published(String region) {
        return jdbc.sql("""
                        select number, kind, origin, department_code, name, finding, sanction, text, published_on
                          from supervision.public_notice
                         where region_code = :region
                         order by published_on desc, inquiry_id
                         limit :most
                        """)
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> new PublicNotice(
                        row.getString("number"),
                        row.getString("kind"),
                        row.getString("origin").equals("clue"),
                        row.getString("department_code"),
                        row.getString("name"),
                        row.getString("finding"),
                        row.getString("sanction"),
                        row.getString("text"),
                        row.getObject("published_on", LocalDate.class)))
                .list();
    }

    private List<Inquiry> recent(String region) {
        return load(jdbc.sql(SELECT + " order by opened_at desc, id limit :most")
                .param("region", region)
                .param("most", MOST)
                .query((row, _) -> head(row))
                .list());
    }

    Optional<Inquiry> find(String region, UUID id) {
        return load(jdbc.sql(SELECT + " and id = :id")
                        .param("region", region)
                        .param("id", id)
                        .query((row, _) -> head(row))
                        .list())
                .stream()
                .findFirst();
    }

    private Inquiry existing(String region, UUID id) {
        return find(region, id).orElseThrow(() -> refused("supervision.inquiry.none"));
    }

    // --- inside ------------------------------------------------------------------------------------------------------

    private Inquiry underWay(Officer officer, UUID id, UUID key) {
        Inquiry of = locked(officer.region(), id);
        if (!mayInvestigate(officer, of)) {
            throw refused("supervision.inquiry.not-yours");
        }
        if (!of.isUnderWay() && !replayed(of, key)) {
            throw refused("supervision.inquiry.stage");
        }
        return of;
    }

    private Inquiry toDecide(Officer officer, UUID id) {
        Inquiry of = locked(officer.region(), id);
        if (!mayDecide(officer, of)) {
            throw refused("supervision.inquiry.not-yours");
        }
        return of;
    }

    /** One at a time writes into an inquiry. */
    private Inquiry locked(String region, UUID id) {
        boolean there = jdbc.sql(
                        "select id from supervision.inquiry where region_code = :region and id = :id for update")
                .param("region", region)
                .param("id", id)
                .query(UUID.class)
                .optional()
                .isPresent();
        if (!there) {
            throw refused("supervision.inquiry.none");
        }
        return existing(region, id);
    }

    private static boolean replayed(Inquiry of, UUID key) {
        return of.entries().stream().anyMatch(entry -> entry.id().equals(key));
    }

    private void write(Inquiry of, Officer officer, UUID key, Act act, @Nullable Filed file) {
        Optional<Entry> before =
                of.entries().stream().filter(entry -> entry.id().equals(key)).findFirst();
        if (before.isPresent()) {
            if (!before.get().act().equals(act)) {
                throw refused("supervision.inquiry.key");
            }
            return;
        }
        if (of.entries().size() >= MOST_ENTRIES) {
            throw refused("supervision.inquiry.most", MOST_ENTRIES);
        }
        String json = JSON.write(new Written(act));
        int written = jdbc.sql("""
                        insert into supervision.inquiry_entry
                               (region_code, id, inquiry_id, seq, kind, by_id, at, content, content_sm3, file_name, media_type,
                                blob_id, file_sm3)
                        values (:region, :id, :inquiry, :seq, :kind, :by, :at, :content, :sm3, :name, :media, :blob, :fileSm3)
                            on conflict (region_code, id) do nothing
                        """)
                .param("region", of.region())
                .param("id", key)
                .param("inquiry", of.id())
                .param("seq", of.entries().size() + 1)
                .param("kind", act.getClass().getSimpleName())
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .param(
                        "content",
                        cipher.seal(ENTRY, of.region(), key.toString(), json).bytes())
                .param("sm3", digest(json))
                .param("name", file == null ? null : file.name(), Types.VARCHAR)
                .param("media", file == null ? null : file.mediaType(), Types.VARCHAR)
                .param("blob", file == null ? null : file.blob().value(), Types.VARCHAR)
                .param("fileSm3", file == null ? null : file.sm3(), Types.VARCHAR)
                .update();
        if (written == 0) {
            // The key of an entry in another inquiry.
            throw refused("supervision.inquiry.key");
        }
        audit.record(
                of.region(),
                officer.id().toString(),
                WRITTEN,
                of.id().toString(),
                Map.of("number", of.number(), "act", Inquiry.spelled(act.getClass())));
    }

    /** So that the tag of its type is written. */
    private record Written(Act act) {}

    private static void demand(Inquiry of, Stage stage) {
        if (of.stage() != stage) {
            throw refused("supervision.inquiry.stage");
        }
    }

    /** The sanction of what is upheld; null where nothing is. */
    private @Nullable String sanction(Finding finding, @Nullable String code, int points) {
        if (finding == Finding.NOT) {
            return null;
        }
        Sanction sanction = Optional.ofNullable(code)
                .flatMap(rules::sanction)
                .orElseThrow(() -> refused("supervision.inquiry.sanction"));
        if (points < 0 || points > ConductRules.MOST_POINTS) {
            throw refused("supervision.inquiry.points", ConductRules.MOST_POINTS);
        }
        return sanction.code();
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

    private List<UUID> deciders(Inquiry of) {
        return DECIDING.stream()
                .flatMap(post -> directory.holders(of.region(), post, today()).stream())
                .map(holder -> holder.staff().id())
                .distinct()
                .filter(id -> mayDecide(directory.officer(id, time.instant()), of))
                .toList();
    }

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

    private void tell(Inquiry of, UUID staff, String template, String link) {
        outbox.postInside(Notice.of(
                        of.region(),
                        staff,
                        staff,
                        template + ":" + of.id() + ":" + of.entries().size(),
                        template,
                        List.of(Text.of(of.number()), Texts.day(today())),
                        time.instant())
                .to(link));
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

    private Set<String> keptOut(String department, @Nullable UUID person) {
        var all = new HashSet<String>();
        all.add(department);
        if (person != null) {
            directory.appointee(person, today()).everywhere().posts().stream()
                    .map(Inquiries::department)
                    .forEach(all::add);
        }
        return all;
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

    private static String said(String text) {
        String said = text.strip();
        if (said.isEmpty() || said.length() > LONGEST || AuditLog.holdsPersonalNumber(said)) {
            throw refused("supervision.inquiry.words", LONGEST);
        }
        return said;
    }

    /** 姓名隐去一部分: the family name stays. */
    static String shortened(String name) {
        return name.substring(0, name.offsetByCodePoints(0, 1)) + "某"
                + (name.codePointCount(0, name.length()) > 2 ? "某" : "");
    }

    private static String department(String post) {
        return post.substring(0, post.indexOf('/'));
    }

    private static String digest(String json) {
        return Sm3.hex(json.getBytes(StandardCharsets.UTF_8));
    }

    private static SupervisionRefused refused(String code, Object... arguments) {
        return new SupervisionRefused(code, arguments);
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static final String SELECT = """
            select region_code, id, number, kind, order_id, case_id, department_code, person_id, kept_out, received_on,
                   opened_by, opened_at, content, content_sm3
              from supervision.inquiry
             where region_code = :region
            """;

    private Inquiry head(ResultSet row) throws SQLException {
        String region = row.getString("region_code");
        UUID id = row.getObject("id", UUID.class);
        Content content = JSON.read(opened(CONTENT, region, id, row), Content.class);
        return new Inquiry(
                region,
                id,
                row.getString("number"),
                row.getString("kind"),
                row.getObject("order_id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("department_code"),
                row.getObject("person_id", UUID.class),
                Set.of((String[]) row.getArray("kept_out").getArray()),
                row.getObject("received_on", LocalDate.class),
                row.getObject("opened_by", UUID.class),
                row.getTimestamp("opened_at").toInstant(),
                content.story(),
                content.facts(),
                Set.of(),
                List.of());
    }

    /** What is sealed, if it is what was written. */
    private String opened(String column, String region, UUID id, ResultSet row) throws SQLException {
        String json = cipher.open(column, region, id.toString(), Sealed.of(row.getBytes("content")));
        if (!digest(json).equals(row.getString("content_sm3"))) {
            throw new IllegalStateException(column + " of " + id + " is not what was written");
        }
        return json;
    }

    private List<Inquiry> load(List<Inquiry> heads) {
        if (heads.isEmpty()) {
            return heads;
        }
        String region = heads.getFirst().region();
        UUID[] ids = heads.stream().map(Inquiry::id).toArray(UUID[]::new);
        record Named(UUID inquiry, UUID staff) {}
        Map<UUID, Set<UUID>> named = jdbc
                .sql("""
                        select inquiry_id, staff_id
                          from supervision.inquiry_investigator
                         where region_code = :region and inquiry_id = any(:ids)
                        """)
                .param("region", region)
                .param("ids", ids)
                .query((row, _) ->
                        new Named(row.getObject("inquiry_id", UUID.class), row.getObject("staff_id", UUID.class)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Named::inquiry, Collectors.mapping(Named::staff, Collectors.toSet())));
        Map<UUID, List<Entry>> entries = entries(region, ids);
        return heads.stream()
                .map(head -> whole(
                        head, named.getOrDefault(head.id(), Set.of()), entries.getOrDefault(head.id(), List.of())))
                .toList();
    }

    private Map<UUID, List<Entry>> entries(String region, UUID[] ids) {
        record Of(UUID inquiry, Entry entry) {}
        Collection<Of> rows = jdbc.sql("""
                        select id, inquiry_id, seq, by_id, at, content, content_sm3, file_name, media_type, blob_id, file_sm3
                          from supervision.inquiry_entry
                         where region_code = :region and inquiry_id = any(:ids)
                         order by inquiry_id, seq
                        """)
                .param("region", region)
                .param("ids", ids)
                .query((row, _) -> new Of(row.getObject("inquiry_id", UUID.class), entry(region, row)))
                .list();
        var all = new HashMap<UUID, List<Entry>>();
        rows.forEach(each ->
                all.computeIfAbsent(each.inquiry(), _ -> new ArrayList<>()).add(each.entry()));
        return all;
    }

    private Entry entry(String region, ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String blob = row.getString("blob_id");
        return new Entry(
                id,
                row.getInt("seq"),
                row.getObject("by_id", UUID.class),
                row.getTimestamp("at").toInstant(),
                JSON.read(opened(ENTRY, region, id, row), Written.class).act(),
                blob == null
                        ? null
                        : new Filed(
                                row.getString("file_name"),
                                row.getString("media_type"),
                                new BlobId(blob),
                                row.getString("file_sm3")));
    }

    private static Inquiry whole(Inquiry head, Set<UUID> investigators, List<Entry> entries) {
        return new Inquiry(
                head.region(),
                head.id(),
                head.number(),
                head.kind(),
                head.order(),
                head.caseId(),
                head.department(),
                head.person(),
                head.keptOut(),
                head.receivedOn(),
                head.openedBy(),
                head.openedAt(),
                head.story(),
                head.facts(),
                investigators,
                entries);
    }
}
