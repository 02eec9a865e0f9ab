package org.yimen.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.Plan.Act;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Handovers;
import org.yimen.delivery.Proof;
import org.yimen.delivery.Readings;
import org.yimen.delivery.Readings.Reading;
import org.yimen.delivery.Receiver;
import org.yimen.delivery.Relation;
import org.yimen.delivery.Way;
import org.yimen.document.Fact;
import org.yimen.document.Paper;
import org.yimen.document.PaperKind;
import org.yimen.document.SealedPapers;
import org.yimen.document.Sealing;
import org.yimen.document.StoredPaper;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Entities;
import org.yimen.identity.Masks;
import org.yimen.identity.People;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;
import org.yimen.procedure.Hearing.Entitled;
import org.yimen.procedure.Hearings;

/**
 * 利害关系人 (行政许可法 arts. 36, 47): each is told on a sealed paper that is served on record, finds it here when he signs in, and
 * gets the decision as a copy for reading, without the numbers and the name that are not his.
 */
@Service
public class Parties {

    /** How rows name the copy of the decision. */
    static final String DECISION = "party-decision";

    private static final Set<PaperKind> DECISIONS = Set.of(PaperKind.GRANT, PaperKind.REFUSAL);

    private final Hearings hearings;
    private final SealedPapers papers;
    private final PaperNumbers numbers;
    private final Handovers handovers;
    private final Readings readings;
    private final ServiceConsents consents;
    private final People people;
    private final Entities entities;
    private final Catalogue catalogue;
    private final Directory directory;
    private final Outbox outbox;
    private final InstantSource time;

    Parties(
            Hearings hearings,
            SealedPapers papers,
            PaperNumbers numbers,
            Handovers handovers,
            Readings readings,
            ServiceConsents consents,
            People people,
            Entities entities,
            Catalogue catalogue,
            Directory directory,
            Outbox outbox,
            InstantSource time) {
        this.hearings = hearings;
        this.papers = papers;
        this.numbers = numbers;
        this.handovers = handovers;
        this.readings = readings;
        this.consents = consents;
        this.people = people;
        this.entities = entities;
        this.catalogue = catalogue;
        this.directory = directory;
        this.outbox = outbox;
        this.time = time;
    }

    /**
     * What one of them gets, and how it reached him.
     *
     * @param decision the copy of the decision; else the paper that tells him of his rights
     * @param number what stands on it; of a copy with the place of the party behind it
     * @param served null while it was not
     * @param readAt when he opened it here, or null; that serves nothing
     */
    public record Line(
            Entitled party,
            StoredPaper paper,
            boolean decision,
            String number,
            @Nullable Handover served,
            @Nullable Instant readAt) {

        /** How its row is named. */
        String code() {
            return decision ? DECISION : NoticeHandOvers.code(PaperKind.PARTY_RIGHTS);
        }

        /** A firm's name is public, a person's is not. */
        public String shownName() {
            return CreditCode.parse(party.number()).isPresent() ? party.name() : Masks.name(party.name());
        }

        /** Names it on a page and in an address. */
        public String key() {
            return code() + "-" + party.id();
        }
    }

    /** Whose inbox it is, and whose phone and address. */
    private record Account(UUID holder, UUID person) {}

    /** Writes and seals the paper that tells somebody of his rights; in the transaction of the telling. */
    void write(CaseFile<State> file, Officer officer, Entitled party) {
        Instant now = time.instant();
        String region = file.id().region();
        ItemVersion item = item(file);
        Department department = directory.department(region, item.department());
        var paper = new PaperRef(Uuid7.next(now), numbers.draw(region, PaperKind.PARTY_RIGHTS, now));
        Set<String> posts = Stream.concat(
                        Stream.of(item.department() + "/chief"),
                        item.plan().stages().stream()
                                .filter(stage -> stage.act() == Act.REVIEW)
                                .flatMap(stage -> stage.departments().stream())
                                .map(each -> each + "/examiner"))
                .collect(Collectors.toSet());
        String post = posts.stream().filter(officer::holds).sorted().findFirst().orElse("");
        Actor actor = Actor.officer(officer.id(), post);
        papers.make(
                paper.id(),
                region,
                file.id().value(),
                rights(file, item, department, party, paper.number(), CityTime.day(now)),
                department.code(),
                new Sealing(actor, posts, false),
                now);
        hearings.told(file.id(), party.id(), paper.id(), paper.number());
        account(party.number(), CityTime.day(now)).ifPresent(account -> {
            tell(file, party, account, "told", now);
            online(file, party, account, NoticeHandOvers.code(PaperKind.PARTY_RIGHTS), paper.number(), actor, now);
        });
    }

    private static Paper rights(
            CaseFile<State> file,
            ItemVersion item,
            Department department,
            Entitled party,
            String number,
            LocalDate today) {
        boolean firm = CreditCode.parse(party.number()).isPresent();
        return Paper.of(
                        PaperKind.PARTY_RIGHTS,
                        number,
                        PaperKind.PARTY_RIGHTS.chinese(),
                        party.name(),
                        department.name().zh(),
                        today)
                .withParagraphs("本机关正在审查下列行政许可申请，发现该事项直接关系你（单位）的重大利益：" + party.interest()
                        + "。依照《中华人民共和国行政许可法》第三十六条、第四十七条，现将你（单位）的权利告知如下。")
                .withFacts(List.of(
                        new Fact("办件编号", file.number()),
                        new Fact("事项", item.name().zh()),
                        // Who applies is his business as far as a public list would say it.
                        new Fact("申请人", file.title()),
                        new Fact("要求听证的期限", "本告知书送达之日起五个工作日内"),
                        new Fact("办理机关", department.name().zh() + "，" + department.phone())))
                .withItems(List.of(
                        "在作出决定以前，有权进行陈述和申辩；本机关听取你（单位）的意见。",
                        "有权要求听证；不承担本机关组织听证的费用。",
                        "可以委托代理人参加听证；认为主持人与该行政许可事项有直接利害关系的，有权申请回避。"))
                .withClosing("在期限内没有要求听证的，视为不要求听证，不影响陈述和申辩。", "决定作出后，本机关向你（单位）送达决定的查阅本。")
                .about(firm ? "" : party.name());
    }

    /** A decision is there: each of them gets the copy for reading. */
    void follow(CaseFile<State> file, ItemVersion item, Event event, Actor actor, Instant now) {
        Application.Decision decision = switch (event) {
            case Event.Granted(var granted) -> granted;
            case Event.Refused(var refused, var _, var _, var _) -> refused;
            default -> null;
        };
        if (decision == null
                || decision.paper() == null
                || Boolean.FALSE.equals(decision.others())
                || !Hearings.areOpenTo(item)) {
            return;
        }
        String number = decision.paper().number();
        List<Entitled> parties = parties(file);
        for (Entitled party : parties) {
            account(party.number(), CityTime.day(now)).ifPresent(account -> {
                tell(file, party, account, "decided", now);
                online(file, party, account, DECISION, copyNumber(number, parties, party), actor, now);
            });
            if (!party.phone().isEmpty()) {
                outbox.tellByPhone(
                        file.id().region(),
                        "party-decided:" + party.id(),
                        party.phone(),
                        "application.news.party-decided",
                        List.of(item.name(), Text.of(file.number())),
                        CityTime.startOf(CityTime.day(now).plusDays(10)));
            }
        }
    }

    /** What every third party of a case gets, in order. */
    public List<Line> of(CaseFile<State> file) {
        List<Entitled> parties = parties(file);
        if (parties.isEmpty()) {
            return List.of();
        }
        List<StoredPaper> all = papers.ofCase(file.id().region(), file.id().value());
        List<Handover> served = handovers.of(file.id());
        List<Reading> read = readings.of(file.id());
        StoredPaper decision = all.stream()
                .filter(paper -> DECISIONS.contains(paper.kind()))
                .findFirst()
                .orElse(null);
        var lines = new ArrayList<Line>();
        for (Entitled party : parties) {
            all.stream()
                    .filter(paper -> paper.id().equals(party.paper()))
                    .forEach(paper -> lines.add(line(party, paper, false, paper.number(), served, read)));
            if (decision != null) {
                lines.add(line(party, decision, true, copyNumber(decision.number(), parties, party), served, read));
            }
        }
        return lines;
    }

    private Line line(
            Entitled party,
            StoredPaper paper,
            boolean decision,
            String number,
            List<Handover> served,
            List<Reading> read) {
        Instant readAt = account(party.number(), CityTime.day(time.instant()))
                .flatMap(account -> Readings.first(read, paper.id(), account.holder()))
                .orElse(null);
        var open = new Line(party, paper, decision, number, null, readAt);
        return served.stream()
                .filter(each ->
                        each.paper().equals(open.code()) && each.number().equals(number))
                .findFirst()
                .map(each -> new Line(party, paper, decision, number, each, readAt))
                .orElse(open);
    }

    /** Those matters of others of which the holder of this number was told, the latest first. */
    public List<Entitled> toldTo(String region, String number) {
        return hearings.toldTo(region, number);
    }

    /** The paper itself, or of a decision the copy for reading. */
    public Optional<byte[]> pdf(Line line) {
        StoredPaper paper = line.paper();
        return line.decision()
                ? papers.reading(paper.region(), paper.id(), time.instant())
                : papers.read(paper.region(), paper.id());
    }

    /** It was given to himself at the window; the clerk looked at his card. */
    @Transactional
    public void atWindow(CaseFile<State> file, String key, Actor actor) {
        Line line = open(file, key);
        record(file, line, Way.WINDOW, time.instant(), Proof.SEEN, null, actor);
    }

    /**
     * It went by post, and the slip came back.
     *
     * @param on the day on the slip
     */
    @Transactional
    public void byPost(CaseFile<State> file, String key, LocalDate on, String slip, Actor actor) {
        Line line = open(file, key);
        Instant at = NoticeHandOvers.signedAt(on, line.paper().madeAt(), time.instant());
        record(file, line, Way.MAIL, at, Proof.COURIER, NoticeHandOvers.slip(slip), actor);
    }

    private Line open(CaseFile<State> file, String key) {
        Line line = of(file).stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No such paper: " + key));
        if (line.served() != null) {
            throw new CaseRuleBroken("application.notice.served");
        }
        return line;
    }

    private void record(
            CaseFile<State> file, Line line, Way way, Instant at, Proof proof, @Nullable String slip, Actor actor) {
        record(file, line.party(), line.party().id(), line.code(), line.number(), way, at, proof, slip, actor);
    }

    /** 电子送达, with his own consent; without it only a message says that something is there. */
    private void online(
            CaseFile<State> file,
            Entitled party,
            Account account,
            String code,
            String number,
            Actor actor,
            Instant now) {
        if (consents.stands(file.id().region(), account.holder())) {
            record(file, party, account.holder(), code, number, Way.ONLINE, now, Proof.ACCOUNT, null, actor);
        }
    }

    private void record(
            CaseFile<State> file,
            Entitled party,
            UUID holder,
            String code,
            String number,
            Way way,
            Instant at,
            Proof proof,
            @Nullable String slip,
            Actor actor) {
        handovers.record(
                file.id(),
                holder,
                new Handover(
                        code,
                        number,
                        way,
                        at,
                        new Receiver(Relation.PARTY, party.name(), proof),
                        actor.kind(),
                        way == Way.MAIL ? NoticeHandOvers.LETTER : null,
                        slip),
                actor);
        if (!code.equals(DECISION)) {
            hearings.served(file.id(), party.id(), CityTime.day(at));
        }
    }

    private void tell(CaseFile<State> file, Entitled party, Account account, String what, Instant now) {
        outbox.post(Notice.of(
                        file.id().region(),
                        account.holder(),
                        account.person(),
                        "party:" + party.id() + ":" + what,
                        "application.news.party-" + what,
                        List.of(item(file).name(), Text.of(file.number())),
                        now)
                .to("/me/interests/" + party.id()));
    }

    private Optional<Account> account(String number, LocalDate today) {
        return CitizenId.parse(number)
                .flatMap(people::find)
                .map(person -> new Account(person.id(), person.id()))
                .or(() -> CreditCode.parse(number)
                        .flatMap(entities::find)
                        .flatMap(entity ->
                                entity.representative(today).map(person -> new Account(entity.id(), person))));
    }

    private static String copyNumber(String decision, List<Entitled> parties, Entitled party) {
        return decision + "-" + (parties.indexOf(party) + 1);
    }

    private List<Entitled> parties(CaseFile<State> file) {
        return hearings.entitled(file.id()).stream().filter(Entitled::party).toList();
    }

    private ItemVersion item(CaseFile<State> file) {
        return catalogue
                .version(file.subject().code(), file.subject().version())
                .orElseThrow(() -> new IllegalStateException("No such item version: " + file.subject()));
    }
}
