package org.yimen.matrix;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.document.SealKind;
import org.yimen.document.Seals;
import org.yimen.exchange.MachineDesk;
import org.yimen.identity.Citizen;
import org.yimen.identity.Machines;
import org.yimen.identity.PasswordHash;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.Scope;
import org.yimen.identity.StaffMember;
import org.yimen.identity.TestNumbers;
import org.yimen.matrix.Policy.Field;
import org.yimen.matrix.Policy.Outcome;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Letters;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Right;
import org.yimen.organisation.Staff;

/** What addresses name, made afresh after somebody has changed it. All of it belongs to the owner. */
@Component
class Things {

    /** The item of the case: SJ reviews it alone and decides. */
    static final String ITEM = "food-business";

    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);

    private final People people;
    private final Applicants applicants;
    private final ApplicationDesk desk;
    private final CaseViews views;
    private final Drafts drafts;
    private final City city;
    private final Passwords passwords;
    private final Organisation organisation;
    private final Letters letters;
    private final Seals seals;
    private final Directory directory;
    private final Machines machines;
    private final MachineDesk machineDesk;
    private final JdbcClient jdbc;
    private final Map<String, String> made = new HashMap<>();
    private @Nullable Person owner;
    private @Nullable Person somebody;
    private @Nullable Staff both;

    Things(
            People people,
            Applicants applicants,
            ApplicationDesk desk,
            CaseViews views,
            Drafts drafts,
            City city,
            Passwords passwords,
            Organisation organisation,
            Letters letters,
            Seals seals,
            Directory directory,
            Machines machines,
            MachineDesk machineDesk,
            JdbcClient jdbc) {
        this.people = people;
        this.applicants = applicants;
        this.desk = desk;
        this.views = views;
        this.drafts = drafts;
        this.city = city;
        this.passwords = passwords;
        this.organisation = organisation;
        this.letters = letters;
        this.seals = seals;
        this.directory = directory;
        this.machines = machines;
        this.machineDesk = machineDesk;
        this.jdbc = jdbc;
    }

    Person owner() {
        if (owner == null) {
            owner = register("金丝雀主人");
        }
        return owner;
    }

    /** Somebody of the city's staff on whom an administrator may try himself. */
    private String clerk() {
        var clerk =
                new Staff(UUID.randomUUID(), "629901", "c" + UUID.randomUUID(), "试验员", "C-" + UUID.randomUUID(), null);
        organisation.engage(clerk);
        return clerk.id().toString();
    }

    Person somebody() {
        if (somebody == null) {
            somebody = register("金丝雀旁人");
        }
        return somebody;
    }

    private Person register(String name) {
        var number = TestNumbers.citizen();
        String phone = "154" + number.value().substring(6, 14);
        PasswordHash password = passwords.hash(UUID.randomUUID().toString());
        return people.register(name, number, phone, password);
    }

    /** What a page must not show to whoever has no business with it. */
    Map<Field, String> secrets() {
        return Map.of(
                Field.NAME, owner().name(),
                Field.NUMBER, owner().citizenId().value(),
                Field.PHONE, owner().phone(),
                Field.ANSWER, City.WORDS);
    }

    /** The applicant's own command, asked of the engine by whoever is signed in. */
    Outcome withdraw(@Nullable Object account) {
        Actor actor = switch (account) {
            case Citizen citizen -> {
                UUID entity = citizen.entityId();
                yield Actor.applicant(entity == null ? citizen.personId() : entity, citizen.personId());
            }
            case StaffMember member -> Actor.officer(member.staffId(), "ZX/window");
            case null, default -> Actor.applicant(UUID.randomUUID(), UUID.randomUUID());
        };
        try {
            var _ = desk.act(id(named("received")), actor, City.key(), null, new Command.Withdraw("不办了"));
            return Outcome.OK;
        } catch (CaseRuleBroken refusal) {
            return Outcome.REFUSED;
        }
    }

    /** Somebody's command went through: what it changed is not used again. */
    void changed() {
        made.clear();
    }

    /** The text with a thing's name in each place of one. */
    String fill(String text) {
        var filled = new StringBuilder();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            filled.append(text, at, open).append(named(text.substring(open + 1, close)));
            at = close + 1;
        }
        return filled.append(text.substring(at)).toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String named(String name) {
        if (name.equals("key")) {
            // Each asks for himself, so no two under one key.
            return City.key();
        }
        String known = made.get(name);
        if (known == null) {
            known = make(name);
            made.put(name, known);
        }
        return known;
    }

    private String make(String name) {
        if (name.startsWith("seen:")) {
            return Long.toString(desk.find(id(named(name.substring(5)))).version());
        }
        return switch (name) {
            case "gone" -> UUID.randomUUID().toString();
            case "owner" -> owner().id().toString();
            case "clerk" -> clerk();
            case "item" -> ITEM;
            case "version" -> "2";
            case "draft" -> city.complete(applicant(), ITEM).id().toString();
            case "received" -> received().id().value().toString();
            case "reviewing" -> accepted().id().value().toString();
            case "deciding" -> reviewed().id().value().toString();
            case "granted" -> granted().id().value().toString();
            case "issued" -> issued().value().toString();
            case "paper" ->
                view("issued").history().stream()
                        .flatMap(entry -> Stream.ofNullable(entry.paper()))
                        .findFirst()
                        .orElseThrow()
                        .id()
                        .toString();
            case "file" ->
                view("received").dossier().content().files().getFirst().id().toString();
            case "supplement" -> noticed();
            case "defect" -> defect();
            case "deciding-accepted-by-both" -> acceptedByBoth();
            case "licence" ->
                view("issued").publicHistory().stream()
                        .flatMap(entry -> Stream.ofNullable(entry.licence()))
                        .findFirst()
                        .orElseThrow()
                        .toString();
            case "officer" -> both().id().toString();
            case "letter" ->
                encoded(letters.in(Callers.CITY).stream()
                        .filter(letter ->
                                letter.parent() != null && letter.department().equals("SJ"))
                        .filter(letter -> letter.withdrawnOn() == null)
                        .findFirst()
                        .orElseThrow()
                        .number());
            case "seal" ->
                seals.ofDepartment(Callers.CITY, "SJ", SealKind.OFFICE)
                        .getFirst()
                        .id()
                        .toString();
            case "proposal" -> proposed();
            case "examiner" -> staff("sj.examiner1").toString();
            case "urged" -> urged().toString();
            case "assigned" -> assigned().toString();
            case "follow-up" -> followUp("open");
            case "false-follow-up" -> followUp("false");
            case "broken" -> broken();
            case "draft-file" -> draft().content().files().getFirst().id().toString();
            case "draft-question" ->
                drafts.item(draft()).form().questions().getFirst().code();
            case "draft-material" -> draft().content().files().getFirst().material();
            default -> throw new IllegalArgumentException("No such thing: " + name);
        };
    }

    private UUID staff(String login) {
        return directory.staff(Callers.CITY, login).orElseThrow().id();
    }

    /** SJ as a whole was urged by its chief representative. */
    private UUID urged() {
        CaseId id = accepted().id();
        var _ = desk.act(id, city.at("SJ/chief"), City.key(), null, new Command.Urge("SJ", null, "请抓紧"));
        return id.value();
    }

    /** Its review was given by name to an examiner who is none of the callers. */
    private UUID assigned() {
        CaseId id = accepted().id();
        var _ = desk.act(
                id, city.at("SJ/chief"), City.key(), null, new Command.Assign("review:SJ", staff("sj.examiner2"), ""));
        return id.value();
    }

    /** Waits for the second security administrator. */
    private String proposed() {
        UUID by = staff("sec.admin");
        UUID key = UUID.randomUUID();
        var wish = new MachineDesk.Wish(machines.newClientId(), "试验系统", "SJ", Set.of(), Set.of(Scope.ITEMS_READ));
        var _ = machineDesk.propose(by, key, wish, "试点");
        return key.toString();
    }

    private Applicant applicant() {
        return applicants.of(owner().id(), null);
    }

    private Dossier draft() {
        return drafts.find(UUID.fromString(named("draft")), owner().id()).orElseThrow();
    }

    private CaseView view(String state) {
        return views.view(id(named(state)), city.at("SJ/chief"));
    }

    private CaseFile<State> received() {
        var actor = Actor.applicant(owner().id(), owner().id());
        return desk.submit(city.complete(applicant(), ITEM), actor, "web", City.key());
    }

    private CaseFile<State> accepted() {
        return desk.write(received().id(), city.at("ZX/window"), City.key(), null, Command.Accept::new);
    }

    private CaseFile<State> reviewed() {
        CaseFile<State> file = accepted();
        city.review(file.id());
        return desk.find(file.id());
    }

    private CaseFile<State> granted() {
        return desk.write(reviewed().id(), city.at("SJ/chief"), City.key(), null, Command.Grant::new);
    }

    private String noticed() {
        CaseFile<State> file = received();
        String material = desk.dossier(file.id()).content().files().getFirst().material();
        var defects = List.of(new Defect(material, "看不清"));
        var _ = desk.write(
                file.id(), city.at("ZX/window"), City.key(), null, paper -> new Command.NoticeDefects(defects, paper));
        return file.id().value().toString();
    }

    private String defect() {
        return desk.find(id(named("supplement"))).state() instanceof State.SupplementDue due
                ? due.notice().defects().getFirst().material()
                : "";
    }

    /** A check after a decision on a promise, of the issued case. */
    private String followUp(String state) {
        jdbc.sql("""
                        insert into application.follow_up
                               (region_code, case_id, holder_id, department, licence_id, due_on, state,
                                checked_on, checked_by, checked_with, finding)
                        values (:region, :case, :holder, 'SJ', :licence, date '2026-12-31', :state,
                                date '2026-11-18', :by, :with, '试验')
                            on conflict (region_code, case_id) do update set state = excluded.state
                        """)
                .param("region", Callers.CITY)
                .param("case", UUID.fromString(named("issued")))
                .param("holder", owner().id())
                .param("licence", UUID.fromString(named("licence")))
                .param("state", state)
                .param("by", UUID.randomUUID())
                .param("with", UUID.randomUUID())
                .update();
        return named("issued");
    }

    /** A promise that was not kept, of the received case. */
    private String broken() {
        jdbc.sql("""
                        insert into application.broken_promise
                               (region_code, case_id, material, holder_id, due_on, broken_on)
                        values (:region, :case, 'lease', :somebody, date '2026-11-17', date '2026-11-18')
                        """)
                .param("region", Callers.CITY)
                .param("case", UUID.fromString(named("received")))
                .param("somebody", UUID.randomUUID())
                .update();
        return named("received");
    }

    private static CaseId id(String uuid) {
        return new CaseId(Callers.CITY, UUID.fromString(uuid));
    }

    /** The centre's rule: who accepts does not decide. */
    private String acceptedByBoth() {
        CaseId id = received().id();
        var _ = desk.write(id, Actor.officer(both().id(), "ZX/window"), City.key(), null, Command.Accept::new);
        city.review(id);
        return id.value().toString();
    }

    /** Holds a window and decides as a head of SJ, with a letter for either. */
    Staff both() {
        if (both == null) {
            both = newcomer();
        }
        return both;
    }

    private Staff newcomer() {
        String login = "both-" + UUID.randomUUID().toString().substring(0, 8);
        var staff = new Staff(UUID.randomUUID(), Callers.CITY, login, "两岗人员", login, null);
        organisation.engage(staff);
        organisation.appoint(new Posting(Callers.CITY, "ZX/window", staff.id(), false, FROM, null));
        organisation.appoint(new Posting(Callers.CITY, "SJ/head", staff.id(), false, FROM, null));
        String above = letters.in(Callers.CITY).stream()
                .filter(letter -> letter.parent() == null && letter.department().equals("SJ"))
                .findFirst()
                .orElseThrow()
                .number();
        var _ = letters.grant(new Letters.Grant(
                Callers.CITY,
                login,
                "SJ",
                staff.id(),
                Set.of(Letter.ALL),
                Set.of(Right.ACCEPT, Right.DECIDE, Right.ISSUE),
                FROM,
                FROM.plusYears(1).minusDays(1),
                List.of("试验签署人"),
                above,
                null,
                "test"));
        return staff;
    }

    private CaseId issued() {
        CaseFile<State> file = granted();
        var _ = desk.issue(file.id(), city.at("SJ/chief"), City.key(), null);
        return file.id();
    }
}
