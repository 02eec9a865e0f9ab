package org.yimen.matrix;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
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
import org.yimen.application.FastLanes;
import org.yimen.application.Lane;
import org.yimen.application.Lanes;
import org.yimen.application.Parcels;
import org.yimen.application.PreChecks;
import org.yimen.application.SpecialProcedures;
import org.yimen.audit.AuditLog;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.custody.Act;
import org.yimen.custody.CustodyDesk;
import org.yimen.custody.Original;
import org.yimen.custody.Piece;
import org.yimen.custody.Place;
import org.yimen.custody.Whereabouts;
import org.yimen.delivery.Destination;
import org.yimen.delivery.Mailroom;
import org.yimen.delivery.Wish;
import org.yimen.document.Seal;
import org.yimen.document.SealKind;
import org.yimen.document.Seals;
import org.yimen.exchange.MachineDesk;
import org.yimen.exchange.Webhooks;
import org.yimen.hall.Bookings;
import org.yimen.hall.Consult;
import org.yimen.hall.Consults;
import org.yimen.hall.Door;
import org.yimen.hall.Hall;
import org.yimen.hall.Slot;
import org.yimen.hall.Slots;
import org.yimen.hall.Ticket;
import org.yimen.hall.Tickets;
import org.yimen.hall.WindowGroup;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.WorkOrder;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.identifier.CaseNumber;
import org.yimen.identity.Acting;
import org.yimen.identity.Citizen;
import org.yimen.identity.Delegation;
import org.yimen.identity.Delegations;
import org.yimen.identity.Machine;
import org.yimen.identity.MachineCaller;
import org.yimen.identity.Machines;
import org.yimen.identity.PasswordHash;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.RelyingParty;
import org.yimen.identity.Scope;
import org.yimen.identity.StaffMember;
import org.yimen.identity.Stations;
import org.yimen.identity.TestNumbers;
import org.yimen.knowledge.Article.Source;
import org.yimen.knowledge.Articles;
import org.yimen.knowledge.AskedQuestions;
import org.yimen.licence.LicenceDesk;
import org.yimen.matrix.Policy.Field;
import org.yimen.matrix.Policy.Outcome;
import org.yimen.notify.Enquiries;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.organisation.Directory;
import org.yimen.organisation.ItemRights;
import org.yimen.organisation.Letter;
import org.yimen.organisation.Letters;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Organisation;
import org.yimen.organisation.Posting;
import org.yimen.organisation.Right;
import org.yimen.organisation.Staff;
import org.yimen.organisation.Team;
import org.yimen.organisation.Teams;
import org.yimen.payment.Cashier;
import org.yimen.payment.FeeDesk;
import org.yimen.payment.FeeOrder;
import org.yimen.payment.LedgerEntry.Way;
import org.yimen.payment.Refunds;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.procedure.Copies;
import org.yimen.rating.Channel;
import org.yimen.rating.Level;
import org.yimen.rating.Ratings;
import org.yimen.supervision.Inquiries;
import org.yimen.supervision.Inquiry;
import org.yimen.supervision.InquiryDecisions;
import org.yimen.supervision.Measures;
import org.yimen.testing.TestTime;

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
    private final PreChecks preChecks;
    private final City city;
    private final Passwords passwords;
    private final Organisation organisation;
    private final Letters letters;
    private final Seals seals;
    private final OrderDesk orders;
    private final Hall hall;
    private final Slots slots;
    private final Bookings bookings;
    private final Tickets tickets;
    private final Ratings ratings;
    private final Enquiries enquiries;
    private final Consults consults;
    private final Articles articles;
    private final AskedQuestions asked;
    private final CustodyDesk custody;
    private final Whereabouts whereabouts;
    private final FastLanes fast;
    private final Lanes lanes;
    private final Directory directory;
    private final Machines machines;
    private final AuditLog audit;
    private final MachineDesk machineDesk;
    private final FeeDesk fees;
    private final Cashier cashier;
    private final Refunds refunds;
    private final Parcels parcels;
    private final Mailroom mailroom;
    private final Teams teams;
    private final JdbcClient jdbc;
    private final Stations stations;
    private final SpecialProcedures special;
    private final Copies copies;
    private final Delegations delegations;
    private final RelyingParties parties;
    private final Acting acting;
    private final LicenceDesk licences;
    private final Outbox outbox;
    private final Webhooks webhooks;
    private final Inquiries inquiries;
    private final InquiryDecisions inquiryDecisions;
    private final ItemRights itemRights;
    private final Map<String, String> made = new HashMap<>();
    private @Nullable Person owner;
    private @Nullable Person somebody;
    private @Nullable Person delegate;
    private @Nullable Person formerDelegate;
    private @Nullable Person party;
    private @Nullable Staff both;
    private @Nullable WindowGroup group;
    private @Nullable UUID machine;
    private String machineKey = "";
    private @Nullable Machine program;

    Things(
            People people,
            Applicants applicants,
            ApplicationDesk desk,
            CaseViews views,
            Drafts drafts,
            PreChecks preChecks,
            City city,
            Passwords passwords,
            Organisation organisation,
            Letters letters,
            Seals seals,
            OrderDesk orders,
            Hall hall,
            Slots slots,
            Bookings bookings,
            Tickets tickets,
            Ratings ratings,
            Enquiries enquiries,
            Consults consults,
            Articles articles,
            AskedQuestions asked,
            CustodyDesk custody,
            Whereabouts whereabouts,
            FastLanes fast,
            Lanes lanes,
            Directory directory,
            Machines machines,
            AuditLog audit,
            MachineDesk machineDesk,
            JdbcClient jdbc,
            SpecialProcedures special,
            Copies copies,
            Stations stations,
            FeeDesk fees,
            Cashier cashier,
            Refunds refunds,
            Parcels parcels,
            Mailroom mailroom,
            Teams teams,
            Delegations delegations,
            RelyingParties parties,
            Acting acting,
            LicenceDesk licences,
            Outbox outbox,
            Webhooks webhooks,
            Inquiries inquiries,
            InquiryDecisions inquiryDecisions,
            ItemRights itemRights) {
        this.itemRights = itemRights;
        this.licences = licences;
        this.outbox = outbox;
        this.webhooks = webhooks;
        this.acting = acting;
        this.inquiries = inquiries;
        this.inquiryDecisions = inquiryDecisions;
        this.delegations = delegations;
        this.parties = parties;
        this.people = people;
        this.applicants = applicants;
        this.desk = desk;
        this.views = views;
        this.drafts = drafts;
        this.preChecks = preChecks;
        this.city = city;
        this.passwords = passwords;
        this.organisation = organisation;
        this.letters = letters;
        this.seals = seals;
        this.orders = orders;
        this.hall = hall;
        this.slots = slots;
        this.bookings = bookings;
        this.tickets = tickets;
        this.ratings = ratings;
        this.enquiries = enquiries;
        this.consults = consults;
        this.articles = articles;
        this.asked = asked;
        this.custody = custody;
        this.whereabouts = whereabouts;
        this.fast = fast;
        this.lanes = lanes;
        this.directory = directory;
        this.machines = machines;
        this.audit = audit;
        this.machineDesk = machineDesk;
        this.fees = fees;
        this.cashier = cashier;
        this.refunds = refunds;
        this.parcels = parcels;
        this.mailroom = mailroom;
        this.teams = teams;
        this.jdbc = jdbc;
        this.stations = stations;
        this.special = special;
        this.copies = copies;
    }

    /** A machine in the hall that a browser is. */
    UUID machine() {
        if (machine == null) {
            UUID id = station();
            String code = stations.offer("629901", id, "test").text();
            if (!(stations.pair(code, "127.0.0.77") instanceof Stations.Pairing.Paired(var _, var key))) {
                throw new IllegalStateException("not paired");
            }
            machine = id;
            machineKey = key;
        }
        return machine;
    }

    private UUID station() {
        UUID id = UUID.randomUUID();
        stations.register(
                "629901", id, Stations.Entry.hall("矩阵终端 " + id.toString().substring(0, 8), "政务服务大厅", ""), "test");
        return id;
    }

    String machineKey() {
        var _ = machine();
        return machineKey;
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

    /** Acts for the owner. */
    Person delegate() {
        if (delegate == null) {
            delegate = register("代办之人");
            var _ = delegated(delegate);
        }
        return delegate;
    }

    /** Acted for the owner until it was taken back. */
    Person formerDelegate() {
        if (formerDelegate == null) {
            formerDelegate = register("前代办人");
            delegations.end(delegated(formerDelegate).id(), owner().id(), owner().id());
        }
        return formerDelegate;
    }

    private Delegation delegated(Person to) {
        var extent = new Delegations.Extent(Set.of(), LocalDate.of(2026, 11, 18), LocalDate.of(2026, 12, 31));
        Delegation offered = delegations.toPerson(owner().id(), to.name(), to.citizenId(), extent);
        delegations.accept(offered.id(), to.id(), to.id());
        return offered;
    }

    /** 利害关系人, whom the office told of the owner's case. */
    Person party() {
        if (party == null) {
            party = register("利害之邻");
        }
        return party;
    }

    /** A case that concerns {@link #party()}, who was told by his name and phone. */
    private String concerning() {
        CaseId id = accepted().id();
        special.tellParty(
                id,
                city.officer("SJ/examiner"),
                party().name(),
                party().phone(),
                party().citizenId().value(),
                "相邻");
        return id.value().toString();
    }

    /** A system of a department that people sign in to by way of this one. */
    private String system() {
        var registered = machines.register(
                Callers.CITY,
                machines.newClientId(),
                UUID.randomUUID(),
                "矩阵门户",
                "WJW",
                Set.of(Scope.ITEMS_READ),
                "test");
        String id = registered.machine().clientId();
        parties.let(
                new RelyingParty(
                        Callers.CITY,
                        id,
                        "",
                        RelyingParty.Audience.CITIZENS,
                        Set.of("https://matrix.example.org/back"),
                        false),
                "test");
        return id;
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

    /** A command, or what an administrator does, asked of the engine by whoever is signed in, whatever page he is not shown. */
    Outcome command(String name, @Nullable Object account) {
        Actor actor = switch (account) {
            case Citizen citizen -> {
                // As the pages do: in whose name he may act is asked now.
                boolean may = acting.current(citizen).isPresent();
                yield Actor.applicant(may ? citizen.holder() : citizen.personId(), citizen.personId());
            }
            case StaffMember member -> Actor.officer(member.staffId(), "ZX/window");
            case MachineCaller caller -> Actor.officer(caller.machine().staffId(), "ZX/window");
            case null, default -> Actor.applicant(UUID.randomUUID(), UUID.randomUUID());
        };
        try {
            switch (name) {
                case "give-right" -> {
                    if (actor.kind() != Actor.Kind.OFFICER) {
                        return Outcome.REFUSED;
                    }
                    give(actor.id(), "SJ", ITEM, staff("sj.window"));
                }
                case "give-himself" -> {
                    UUID himself = UUID.fromString(named("self-giver"));
                    give(himself, "WJW", "public-place-hygiene", himself);
                }
                case "start-survey" ->
                    desk.write(
                            id(named("reviewing")),
                            actor,
                            City.key(),
                            null,
                            paper -> new Command.StartStep("survey", 3, paper));
                default -> desk.act(id(named(about(name))), actor, City.key(), null, command(name));
            }
            return Outcome.OK;
        } catch (RuleBroken refusal) {
            return Outcome.REFUSED;
        } catch (DataIntegrityViolationException constraint) {
            // What a guard would have refused the table refuses, too.
            return Outcome.BROKEN;
        }
    }

    private void give(UUID by, String department, String item, UUID clerk) {
        var _ = itemRights.decide(by, department, item, Right.ENTER, clerk, true, "试验");
    }

    private static Command command(String name) {
        return switch (name) {
            case "withdraw" -> new Command.Withdraw("不办了");
            case "admit" ->
                new Command.Admit(new Lane(Lane.Kind.URGENT, Lane.Ground.APPROVED, UUID.randomUUID(), "开学前要用", null));
            case "review-kept-out" -> new Command.Review("SJ", true, "同意");
            case "dissent", "dissent-own" -> new Command.Dissent("不急");
            default -> throw new IllegalArgumentException("No command to try: " + name);
        };
    }

    /** Of which case a command is asked. */
    private static String about(String name) {
        return switch (name) {
            case "review-kept-out" -> "kept-out";
            case "dissent" -> "deviating";
            case "dissent-own" -> "deviating-by-director";
            default -> "received";
        };
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
            if (text.startsWith("{\"", open) || text.startsWith("{}", open)) {
                // The body of a request, and no thing.
                filled.append(text, at, open + 1);
                at = open + 1;
                continue;
            }
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
        if (name.startsWith("number:")) {
            return desk.find(id(named(name.substring(7)))).number();
        }
        if (name.startsWith("seen-order:")) {
            return Long.toString(orders.find(id(named(name.substring(11)))).version());
        }
        return switch (name) {
            case "gone" -> UUID.randomUUID().toString();
            case "gone-number" -> new CaseNumber(Callers.CITY, FROM, 99_999).toString();
            case "owner-number" -> owner().citizenId().value();
            case "owner-tail" -> owner().citizenId().value().substring(14);
            case "api-received" -> handedIn().value().toString();
            case "api-supplement" -> noticed(handedIn());
            case "message" -> message();
            case "webhook" -> webhook();
            case "licence-code" ->
                licences.ofCase(Callers.CITY, UUID.fromString(named("issued")))
                        .getFirst()
                        .code()
                        .value();
            case "article" -> article();
            case "asked-question" ->
                asked.unanswered(
                                "phone",
                                City.WORDS + " " + UUID.randomUUID(),
                                "SJ",
                                city.at("12345/operator").id(),
                                City.key())
                        .toString();
            case "station" -> station().toString();
            case "owner" -> owner().id().toString();
            case "clerk" -> clerk();
            case "item" -> ITEM;
            case "version" -> "2";
            case "group" -> group().code();
            case "booking" -> booking().toString();
            case "pass" -> pass();
            case "served" -> served();
            case "slot" ->
                slots.bookable(Callers.CITY, group().code(), null)
                        .getLast()
                        .id()
                        .toString();
            case "draft" -> city.complete(applicant(), ITEM).id().toString();
            case "asked-draft" -> {
                Dossier draft = city.complete(applicant(), ITEM);
                preChecks.ask(draft);
                yield draft.id().toString();
            }
            case "asked-file" ->
                drafts.find(UUID.fromString(named("asked-draft")))
                        .orElseThrow()
                        .content()
                        .files()
                        .getFirst()
                        .id()
                        .toString();
            case "received" -> received().id().value().toString();
            case "reviewing" -> accepted().id().value().toString();
            case "kept-out" -> keptOut();
            case "concerning" -> concerning();
            case "system" -> system();
            case "surveying" -> surveying();
            case "question" -> question();
            case "copied" -> copied();
            case "deciding" -> reviewed().id().value().toString();
            case "granted" -> granted().id().value().toString();
            case "issued" -> issued().value().toString();
            case "shipment" -> shipment();
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
            case "occasion" ->
                ratings.served(
                                Callers.CITY,
                                Ratings.Served.visit(
                                        UUID.randomUUID(),
                                        owner().id(),
                                        owner().id(),
                                        null,
                                        "SJ",
                                        "ZX-W1",
                                        Text.of("窗口服务")),
                                Instant.parse("2026-11-17T02:00:00Z"))
                        .toString();
            case "rated" -> rated().toString();
            case "enquiry" -> enquiry().toString();
            case "offered" -> offered();
            case "no-lane-holder" -> noLaneHolder();
            case "lane-request" -> laneRequest();
            case "consult" -> consult(null).id().toString();
            case "offered-consult" -> offeredConsult();
            case "sent-consult" -> sentConsult();
            case "other-guide" ->
                directory.staff(Callers.CITY, "zx.guide2").orElseThrow().id().toString();
            case "original" -> takenIn().id().toString();
            case "original-number" -> original("original").number().toString();
            case "doomed-original" -> doomed();
            case "lost-original" ->
                custody.act(
                                window(),
                                List.of(takenIn().number()),
                                new Act.ReportLost("柜中没有", "正在查找"),
                                UUID.randomUUID())
                        .getFirst()
                        .id()
                        .toString();
            case "given-original" -> given(new Place.Office("SJ")).id().toString();
            case "given-number" -> original("given-original").number().toString();
            case "beside-number" -> given(Place.WINDOWS).number().toString();
            case "chief" -> city.at("SJ/chief").id().toString();
            case "defect" -> defect("supplement");
            case "api-defect" -> defect("api-supplement");
            case "deciding-accepted-by-both" -> acceptedByBoth();
            case "team" -> team();
            case "member" -> member();
            case "deviating" -> deviating(city.at("WJW/chief"));
            case "deviating-by-director" -> deviatingByDirector();
            case "self-giver" -> selfGiver();
            case "reviewing-of-both" -> reviewingOfBoth();
            case "proposed-decision" -> decisionProposed(null);
            case "proposed-accepted-by-both" -> decisionProposed("ZX/window");
            case "proposed-reviewed-by-both" -> decisionProposed("SJ/examiner");
            case "licence" ->
                view("issued").publicHistory().stream()
                        .flatMap(entry -> Stream.ofNullable(entry.licence()))
                        .findFirst()
                        .orElseThrow()
                        .toString();
            case "order" -> accusing().value().toString();
            case "asked" -> registered("consult", null).value().toString();
            case "told" -> told();
            case "helping" -> helping().value().toString();
            case "answered" -> answered();
            case "officer" -> both().id().toString();
            case "letter" ->
                encoded(letters.in(Callers.CITY).stream()
                        .filter(letter ->
                                letter.parent() != null && letter.department().equals("SJ"))
                        .filter(letter -> letter.withdrawnOn() == null)
                        .findFirst()
                        .orElseThrow()
                        .number());
            case "seal" -> seal().id().toString();
            case "proposal" -> proposed();
            case "charged" -> charged().id().value().toString();
            case "paid-case" -> charged().id().value().toString();
            case "fee" -> fees.ofCase(id(named("charged"))).getFirst().id().toString();
            case "fee-paid" -> paid().id().toString();
            case "checkout" ->
                cashier.checkout(Callers.CITY, UUID.fromString(named("fee")))
                        .id()
                        .toString();
            case "refund" -> refund();
            case "examiner" -> staff("sj.examiner1").toString();
            case "urged" -> urged().toString();
            case "assigned" -> assigned().toString();
            case "follow-up" -> followUp("open");
            case "false-follow-up" -> followUp("false");
            case "broken" -> broken();
            case "missed" -> missed();
            case "inspection" -> occasion("INSPECTION", null);
            case "result" -> occasion("EXTERNAL", LocalDate.of(2026, 1, 5));
            case "suspicion" -> occasion("DISGUISED", LocalDate.of(2026, 1, 5));
            case "appointment" -> appointment();
            case "look" -> look(false);
            case "own-look" -> ownLook();
            case "looked" -> look(true);
            case "found" -> found();
            case "inquiry" -> inquiry(Inquiry.Stage.OPEN).toString();
            case "seconded-inquiry" -> inquiry(Inquiry.Stage.SECONDED).toString();
            case "decided-inquiry" -> inquiry(Inquiry.Stage.DECIDED).toString();
            case "appealed-inquiry" -> inquiry(Inquiry.Stage.APPEALED).toString();
            case "second-investigator" -> staff("xn.investigator2").toString();
            case "training" -> training();
            case "banned" -> banned();
            case "handover" -> handover();
            case "planned-check" -> plannedCheck();
            case "measure" -> measure("suspension");
            case "rescission" -> measure("rescission");
            case "draft-file" -> draft().content().files().getFirst().id().toString();
            case "draft-question" ->
                drafts.item(draft()).form().questions().getFirst().code();
            case "draft-section" ->
                drafts.item(draft()).form().sections().getFirst().code();
            case "draft-material" -> draft().content().files().getFirst().material();
            default -> throw new IllegalArgumentException("No such thing: " + name);
        };
    }

    private WindowGroup group() {
        if (group == null) {
            group = hall.group(1);
            hall.slots(group, 200);
        }
        return group;
    }

    private String noLaneHolder() {
        jdbc.sql("delete from application.lane_holder where region_code = :region")
                .param("region", Callers.CITY)
                .update();
        return "91629901MA9900B28U";
    }

    private UUID booking() {
        Slot slot = slots.bookable(Callers.CITY, group().code(), null).getFirst();
        UUID id = owner().id();
        // One and the same person is at one counter at a time, so what he had before, for whomever, is given back.
        jdbc.sql("update hall.booking set state = 'CANCELLED', ended_at = starts_at"
                        + " where region_code = :region and person_id = :person and state = 'BOOKED'")
                .param("region", Callers.CITY)
                .param("person", id)
                .update();
        return bookings.book(
                        Callers.CITY, new Bookings.Wish(slot.id(), null, id, id, null, Door.WEB, id, UUID.randomUUID()))
                .id();
    }

    /** One of its own: without a guard it is really stopped, and the department goes on signing with its other one. */
    private Seal seal() {
        return seals.enter(
                new Seals.Entry(
                        Callers.CITY,
                        UUID.randomUUID(),
                        SealKind.OFFICE,
                        "SJ",
                        "安澜市市场监督管理局",
                        staff("sj.chief"),
                        LocalDate.of(2026, 1, 1),
                        LocalDate.of(2030, 12, 31),
                        "test"),
                TestTime.START);
    }

    private String pass() {
        return ticket().pass().toString();
    }

    /** A number whose visitor was served; another one's each time, since it is rated once. */
    private String served() {
        Ticket ticket = ticketOf(city.somebody().person());
        ratings.served(
                Callers.CITY,
                Ratings.Served.visit(
                        ticket.id(), ticket.holder(), ticket.person(), null, "SJ", "ZX-W1", Text.of("窗口服务")),
                Instant.parse("2026-11-17T02:00:00Z"));
        return ticket.pass().toString();
    }

    /** A visit that somebody rated badly. */
    private UUID rated() {
        UUID visit = ratings.served(
                Callers.CITY,
                Ratings.Served.visit(UUID.randomUUID(), null, null, null, "SJ", "ZX-W1", Text.of("窗口服务")),
                Instant.parse("2026-11-17T02:00:00Z"));
        ratings.rateVisit(
                Callers.CITY,
                visit,
                Level.DISSATISFIED,
                List.of("slow"),
                "",
                org.yimen.rating.Way.of(Channel.EVALUATOR));
        return visit;
    }

    private Ticket ticket() {
        return ticketOf(owner().id());
    }

    private Ticket ticketOf(UUID person) {
        return tickets.take(
                Callers.CITY,
                new Tickets.Wish(group().code(), null, person, person, null, false, Door.WINDOW, UUID.randomUUID()));
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

    /** Its examiner said that he has an interest in it. */
    private String keptOut() {
        CaseId id = accepted().id();
        Actor examiner = Actor.officer(staff("sj.examiner1"), "SJ/examiner");
        var _ = desk.act(id, examiner, City.key(), null, new Command.Recuse("申请人是我亲属"));
        return id.value().toString();
    }

    /** WJW's case whose order of elements somebody asked to leave; its head or the director says yes or no. */
    private String deviating(Actor by) {
        CaseId id = city.accepted("public-place-hygiene").id();
        var _ = desk.act(id, by, City.key(), null, new Command.Deviate("review", "开业在即"));
        return id.value().toString();
    }

    /** The same, asked by the director while he had a letter for it. */
    private String deviatingByDirector() {
        UUID director = staff("zx.director");
        String number = "矩控〔2026〕" + UUID.randomUUID().toString().substring(0, 8) + "号";
        var _ = letters.grant(new Letters.Grant(
                Callers.CITY,
                number,
                "WJW",
                director,
                Set.of(Letter.ALL),
                Set.of(Right.CONTROL),
                FROM,
                FROM.plusYears(1).minusDays(1),
                List.of("试验签署人"),
                firstTier("WJW"),
                "安澜市政务服务管理办法（演示规章）第十二条",
                "test"));
        try {
            return deviating(Actor.officer(director, "ZX/director"));
        } finally {
            letters.withdraw(Callers.CITY, number, "试毕", "test", TestTime.START);
        }
    }

    /** Looks after the rights of a department and sits at its window. */
    private String selfGiver() {
        String login = "giver-" + UUID.randomUUID().toString().substring(0, 8);
        var staff = new Staff(UUID.randomUUID(), Callers.CITY, login, "部门管理员", login, null);
        organisation.engage(staff);
        organisation.appoint(new Posting(Callers.CITY, "WJW/admin", staff.id(), false, FROM, null));
        organisation.appoint(new Posting(Callers.CITY, "WJW/window", staff.id(), false, FROM, null));
        var _ = letters.grant(new Letters.Grant(
                Callers.CITY,
                login,
                "WJW",
                staff.id(),
                Set.of(Letter.ALL),
                Set.of(Right.ENTER),
                FROM,
                FROM.plusYears(1).minusDays(1),
                List.of("试验签署人"),
                firstTier("WJW"),
                null,
                "test"));
        return staff.id().toString();
    }

    private String firstTier(String department) {
        return letters.in(Callers.CITY).stream()
                .filter(letter -> letter.parent() == null && letter.department().equals(department))
                .findFirst()
                .orElseThrow()
                .number();
    }

    private String surveying() {
        CaseId id = accepted().id();
        desk.write(id, city.at("SJ/examiner"), City.key(), null, paper -> new Command.StartStep("survey", 3, paper));
        return id.value().toString();
    }

    /** Asked of a foreign department, which alone answers. */
    private String question() {
        UUID key = UUID.randomUUID();
        special.ask(accepted().id(), city.officer("SJ/examiner"), key, "JY", "是否校园周边", LocalDate.of(2026, 11, 20));
        return key.toString();
    }

    /** Copied to a foreign department, which alone confirms. */
    private String copied() {
        CaseId id = accepted().id();
        copies.send(id, "629901-261101-00001-K", Text.of("事项"), List.of("JY"), FROM);
        return id.value().toString();
    }

    private CaseFile<State> reviewed() {
        CaseFile<State> file = accepted();
        city.review(file.id());
        return desk.find(file.id());
    }

    private CaseFile<State> granted() {
        return desk.write(reviewed().id(), city.at("SJ/chief"), City.key(), null, Command.Grant::new);
    }

    /** A case of another department that costs something. */
    private CaseFile<State> charged() {
        var actor = Actor.applicant(owner().id(), owner().id());
        var file = desk.submit(city.complete(applicant(), "immovable-transfer"), actor, "web", City.key());
        return desk.write(file.id(), city.at("ZX/window"), City.key(), null, Command.Accept::new);
    }

    private FeeOrder paid() {
        Actor clerk = city.at("ZX/window");
        FeeOrder order = fees.ofCase(id(named("paid-case"))).getFirst();
        return cashier.take(
                Callers.CITY,
                order.id(),
                Way.CASH,
                directory.officer(clerk.id(), LocalDate.of(2026, 11, 18)),
                clerk,
                City.key());
    }

    private String refund() {
        Actor clerk = city.at("ZX/window");
        return refunds.ask(
                        Callers.CITY,
                        UUID.fromString(named("fee-paid")),
                        100,
                        "多收",
                        directory.officer(clerk.id(), LocalDate.of(2026, 11, 18)),
                        clerk,
                        City.key())
                .id()
                .toString();
    }

    private String noticed() {
        return noticed(received().id());
    }

    private String noticed(CaseId id) {
        String material = desk.dossier(id).content().files().getFirst().material();
        var defects = List.of(new Defect(material, "看不清"));
        var _ = desk.write(
                id, city.at("ZX/window"), City.key(), null, paper -> new Command.NoticeDefects(defects, paper));
        return id.value().toString();
    }

    /** SJ's own program, with the posts and letters of a window and of a chief representative. */
    Machine program() {
        if (program == null) {
            program = program("SJ", "ZX/window", "SJ/examiner", "SJ/chief");
            String above = letters.in(Callers.CITY).stream()
                    .filter(letter ->
                            letter.parent() == null && letter.department().equals("SJ"))
                    .findFirst()
                    .orElseThrow()
                    .number();
            var _ = letters.grant(new Letters.Grant(
                    Callers.CITY,
                    program.clientId(),
                    "SJ",
                    program.staffId(),
                    Set.of(Letter.ALL),
                    Set.of(Right.ACCEPT, Right.DECIDE, Right.ISSUE, Right.EXTEND),
                    LocalDate.of(2026, 11, 18),
                    LocalDate.of(2026, 12, 31),
                    List.of("试验签署人"),
                    above,
                    "安澜市政务服务管理办法（演示规章）第十二条：窗口综合受理",
                    "test"));
        }
        return program;
    }

    /** A program of a department on these posts, with every scope. */
    Machine program(String department, String... posts) {
        return machineDesk
                .register(
                        Callers.CITY,
                        machines.newClientId(),
                        "矩阵程序",
                        department,
                        Set.of(posts),
                        EnumSet.allOf(Scope.class),
                        "test")
                .machine();
    }

    /** Handed in by SJ's own program. */
    private CaseId handedIn() {
        var actor = Actor.officer(program().staffId(), "ZX/window");
        return desk.submit(city.complete(applicant(), ITEM), actor, "api", City.key())
                .id();
    }

    /** What SJ's own program had sent to the owner in the case that was received. */
    private String message() {
        Person to = owner();
        String cause = "api:" + UUID.randomUUID();
        UUID file = UUID.fromString(named("received"));
        outbox.post(Notice.of(
                        Callers.CITY,
                        to.id(),
                        to.id(),
                        cause,
                        "notify.service.look",
                        List.of(Text.of("事项"), Text.of("号"), Text.of("局")),
                        Instant.parse("2026-11-18T02:00:00Z"))
                .to("/me/cases/" + file)
                .ofCase(file)
                .by(program().clientId()));
        return outbox.of(Callers.CITY, to.id(), cause).getFirst().id().toString();
    }

    private String webhook() {
        String url = "https://hooks.example.org/" + UUID.randomUUID();
        // One machine has ten at the most.
        webhooks.of(program()).forEach(each -> webhooks.end(each, "test"));
        return webhooks.subscribe(program(), url, Set.of(), City.key())
                .subscription()
                .id()
                .toString();
    }

    private String defect(String supplement) {
        return desk.find(id(named(supplement))).state() instanceof State.SupplementDue due
                ? due.notice().defects().getFirst().material()
                : "";
    }

    private CaseId registered(String type, @Nullable Accused accused) {
        UUID holder = owner().id();
        var reporter = new Reporter(owner().name(), owner().phone(), holder, null);
        var content = new Content(City.WORDS, "", "");
        var report = new Report(type, "market", accused, false, content, reporter);
        return orders.register(report, holder, Actor.applicant(holder, holder), "web", City.key())
                .id();
    }

    /** A complaint about SJ and how it handles the owner's case. */
    private CaseId accusing() {
        return registered("efficiency", new Accused("SJ", null, received().id().value()));
    }

    /** A request for help that SJ has. */
    private CaseId helping() {
        CaseId id = registered("help", null);
        var _ = orders.act(
                id, city.at("12345/dispatcher"), City.key(), null, new WorkOrder.Command.Dispatch("SJ", List.of(), ""));
        return id;
    }

    private String answered() {
        CaseId id = helping();
        var _ = orders.act(id, city.at("SJ/chief"), City.key(), null, new WorkOrder.Command.Accept());
        var _ = orders.act(id, city.at("SJ/chief"), City.key(), null, new WorkOrder.Command.Respond("已办", null, ""));
        return id.value().toString();
    }

    /** A question that the operator answered himself. */
    private String told() {
        CaseId id = registered("consult", null);
        var _ = orders.act(id, city.at("12345/operator"), City.key(), null, new WorkOrder.Command.Answer("九点到五点"));
        return id.value().toString();
    }

    /** What SJ's chief wrote for the knowledge base and somebody else has to approve. */
    private String article() {
        var draft = new Articles.Draft(
                null,
                null,
                "SJ",
                Text.of(City.WORDS),
                Text.of(City.WORDS),
                Source.ofInstrument("试验办法"),
                LocalDate.of(2027, 6, 30));
        return articles.propose(draft, city.officer("SJ/chief"), City.key())
                .id()
                .toString();
    }

    /** Somebody at the window asks that a case of SJ goes first. */
    private String laneRequest() {
        CaseId id = city.submitted(city.somebody(), ITEM).id();
        fast.ask(guide(), id.value(), Lane.Kind.URGENT, "明天开学", UUID.randomUUID());
        return lanes.open(Callers.CITY).stream()
                .filter(request -> request.caseId().equals(id.value()))
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }

    /** A question at the counter that the guide owns, about an item with one list for everybody. */
    private Consult consult(@Nullable UUID holder) {
        return consults.open(guide(), ITEM, holder, UUID.randomUUID());
    }

    /** A paper of the owner's case in the hands of the window. */
    private Original takenIn() {
        var piece = new Piece(null, Text.of("租赁合同"), 2);
        return custody.takeIn(window(), desk.find(id(named("received"))), List.of(piece), UUID.randomUUID())
                .getFirst();
    }

    /** Its case is over, and the time to fetch it too. */
    private String doomed() {
        Original original = takenIn();
        jdbc.sql("update custody.original set case_ended_at = taken_at where region_code = :region and id = :id")
                .param("region", Callers.CITY)
                .param("id", original.id())
                .update();
        var _ = custody.act(window(), List.of(original.number()), new Act.Doom("无人取回"), UUID.randomUUID());
        jdbc.sql("update custody.original set fetch_until_on = :on where region_code = :region and id = :id")
                .param("on", LocalDate.of(2026, 1, 1))
                .param("region", Callers.CITY)
                .param("id", original.id())
                .update();
        return original.id().toString();
    }

    private Original given(Place to) {
        return custody.act(window(), List.of(takenIn().number()), new Act.HandOn(to), UUID.randomUUID())
                .getFirst();
    }

    private Original original(String name) {
        return whereabouts.find(Callers.CITY, UUID.fromString(named(name))).orElseThrow();
    }

    private Officer window() {
        return directory.officer(
                directory.staff(Callers.CITY, "zx.window1").orElseThrow().id(), LocalDate.of(2026, 11, 18));
    }

    private Officer guide() {
        return directory.officer(
                directory.staff(Callers.CITY, "zx.guide1").orElseThrow().id(), LocalDate.of(2026, 11, 18));
    }

    private String offeredConsult() {
        Consult consult = consult(null);
        consults.handOver(
                consult,
                guide(),
                directory.staff(Callers.CITY, "zx.window1").orElseThrow().id());
        return consult.id().toString();
    }

    private String sentConsult() {
        Consult consult = consult(owner().id());
        consults.send(consult, guide());
        return consult.id().toString();
    }

    /** A question that SJ's examiner owns; each is somebody's own, for nobody asks too much in a day. */
    private UUID enquiry() {
        return enquiries.takeDown(
                Callers.CITY,
                Enquiries.Asker.known(city.somebody().person(), false),
                new Enquiries.About(ITEM, Text.of("食品经营许可"), "SJ"),
                city.at("SJ/examiner").id(),
                City.key(),
                City.WORDS);
    }

    private String offered() {
        UUID id = enquiry();
        Actor owner = city.at("SJ/examiner");
        enquiries.handOver(
                enquiries.find(Callers.CITY, id).orElseThrow(),
                directory.officer(owner.id(), LocalDate.of(2026, 11, 18)),
                city.at("SJ/chief").id());
        return id.toString();
    }

    /** The issued case, pushed to SJ and not confirmed. */
    private String handover() {
        jdbc.sql("""
                        insert into supervision.handover
                               (region_code, case_id, department_code, decided_by, holder_id, decided_on, due_on)
                        values (:region, :case, 'SJ', 'SJ', :holder, date '2026-11-18', date '2026-11-25')
                            on conflict (region_code, case_id) do update
                           set acknowledged_at = null, acknowledged_by = null
                        """)
                .param("region", Callers.CITY)
                .param("case", UUID.fromString(named("issued")))
                .param("holder", owner().id())
                .update();
        return named("issued");
    }

    private String plannedCheck() {
        var id = new UUID(7, 1);
        jdbc.sql("""
                        insert into supervision.planned_check
                               (region_code, id, case_id, licence_case_id, department_code, holder_id, due_on, method,
                                planned_by, planned_at)
                        values (:region, :id, :case, :case, 'SJ', :holder, date '2026-12-01', 'on-site', :id, :at)
                            on conflict (region_code, id) do update
                                   set state = 'open', case_id = excluded.case_id, licence_case_id = excluded.case_id
                        """)
                .param("region", Callers.CITY)
                .param("id", id)
                .param("case", UUID.fromString(handover()))
                .param("holder", owner().id())
                .param("at", java.sql.Timestamp.from(java.time.Instant.EPOCH))
                .update();
        return id.toString();
    }

    /** Against the issued licence, its holder heard; proposed by somebody else. */
    private String measure(String kind) {
        var id = new UUID(7, kind.hashCode());
        jdbc.sql("delete from supervision.measure where region_code = :region and (licence_id = :licence or id = :id)")
                .param("region", Callers.CITY)
                .param("licence", UUID.fromString(named("licence")))
                .param("id", id)
                .update();
        jdbc.sql("""
                        insert into supervision.measure
                               (region_code, id, case_id, licence_id, holder_id, department_code, kind, reason, basis,
                                state, noticed_on, hear_until, noticed_by, notice_paper, statement, stated_at,
                                hearing_asked, heard_on, heard_by, heard_note)
                        values (:region, :id, :case, :licence, :holder, 'SJ', :kind, '试验', '试验', 'noticed',
                                date '2026-11-18', date '2026-11-25', :id, :paper, '试验', :at, true,
                                date '2026-11-18', :id, '试验')
                        """)
                .param("region", Callers.CITY)
                .param("id", id)
                .param("case", UUID.fromString(handover()))
                .param("licence", UUID.fromString(named("licence")))
                .param("holder", owner().id())
                .param("kind", kind)
                .param("paper", UUID.fromString(named("paper")))
                .param("at", java.sql.Timestamp.from(java.time.Instant.EPOCH))
                .update();
        // Its paper leaves only once the log vouches for the notice.
        audit.recordAttempt(
                Callers.CITY,
                id.toString(),
                Measures.NOTICED,
                handover(),
                Map.of("kind", kind, "measure", id.toString()));
        return id.toString();
    }

    /** A check after a decision on a promise, of the issued case. */
    private String followUp(String state) {
        // What another caller began against the licence is not open here.
        jdbc.sql("delete from supervision.measure where region_code = :region and licence_id = :licence")
                .param("region", Callers.CITY)
                .param("licence", UUID.fromString(named("licence")))
                .update();
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

    /** A promise of SJ that was missed, of which the days to explain it are over. */
    private String missed() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into supervision.accountability
                               (region_code, case_id, number, department_code, due_on, days, opened_on, explain_by)
                        values ('629901', :case, 'JZ', 'SJ', '2026-11-02', 3, '2026-11-03', '2026-11-10')
                        """).param("case", id).update();
        return id.toString();
    }

    /** The owner looks at SJ from outside. */
    private String appointment() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into evaluation.appointment
                               (region_code, id, kind, holder_id, capacity, departments, from_on, until_on, appointed_by,
                                appointed_at)
                        values ('629901', :id, 'SUPERVISOR', :holder, '社会监督员', '{SJ}', '2026-01-01', '2026-12-31',
                                :by, now())
                        """)
                .param("id", id)
                .param("holder", owner().id())
                .param("by", UUID.randomUUID())
                .update();
        return id.toString();
    }

    /** What the owner is to look at, or has, and it is released. */
    private String look(boolean released) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into evaluation.outing
                               (region_code, id, kind, title, department_code, script, appointment_id, planned_on,
                                planned_by, planned_at, done_on, marks, words, reported_by, reported_at, released_by,
                                released_at)
                        select '629901', :id, 'MYSTERY', '看一看', 'SJ', '{"取号"}', :as, date '2026-11-18', :by, now(),
                               day, marks, words, reported, at, released, at
                          from (values (cast(null as date), cast(null as jsonb), cast(null as text), cast(null as uuid),
                                        cast(null as uuid), cast(null as timestamptz), false),
                                       (date '2026-11-18',
                                        '{"marks":[{"worked":true,"seconds":0,"errors":0,"note":""}]}', '不错',
                                        gen_random_uuid(), gen_random_uuid(), now(), true))
                               as told (day, marks, words, reported, released, at, done)
                         where done = :done
                        """)
                .param("id", id)
                .param("as", UUID.fromString(named("appointment")))
                .param("by", UUID.randomUUID())
                .param("done", released)
                .update();
        return id.toString();
    }

    /** What somebody reported of the centre itself, and nobody has released. */
    private String ownLook() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into evaluation.outing
                               (region_code, id, kind, title, department_code, script, appointment_id, planned_on,
                                planned_by, planned_at, done_on, marks, words, reported_by, reported_at)
                        values ('629901', :id, 'MYSTERY', '看一看', 'ZX', '{"取号"}', :as, date '2026-11-18', :by, now(),
                                date '2026-11-18', '{"marks":[{"worked":true,"seconds":0,"errors":0,"note":""}]}', '不错',
                                :by, now())
                        """)
                .param("id", id)
                .param("as", UUID.fromString(named("appointment")))
                .param("by", UUID.randomUUID())
                .update();
        return id.toString();
    }

    /** A finding of it, with the order that it became. */
    private String found() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into evaluation.finding (region_code, id, outing_id, seq, text, order_id)
                        values ('629901', :id, :look, 1, '没有座位', :order)
                        """)
                .param("id", id)
                .param("look", UUID.fromString(named("looked")))
                .param("order", UUID.fromString(named("helping")))
                .update();
        return id.toString();
    }

    /** A clue about the examiner of SJ, as far as that. */
    private UUID inquiry(Inquiry.Stage until) {
        Officer first = officer("xn.investigator");
        UUID id = inquiries.open(
                first,
                UUID.randomUUID(),
                new Inquiries.Opening(
                        null,
                        "extortion",
                        "SJ",
                        directory.staff(staff("sj.examiner1")).employeeNumber(),
                        staff("xn.investigator2"),
                        "试验"));
        if (until == Inquiry.Stage.OPEN) {
            return id;
        }
        inquiries.find(first, id, UUID.randomUUID(), Inquiry.Finding.UPHELD, "试验", "talk", 1);
        inquiries.second(officer("xn.investigator2"), id, UUID.randomUUID(), true, "");
        if (until == Inquiry.Stage.SECONDED) {
            return id;
        }
        var decision = new InquiryDecisions.Decision(Inquiry.Finding.UPHELD, "talk", 1, false, "试验", "");
        inquiryDecisions.decide(officer("xn.head"), id, UUID.randomUUID(), decision);
        if (until == Inquiry.Stage.APPEALED) {
            inquiryDecisions.appeal(officer("sj.examiner1"), id, UUID.randomUUID(), "试验");
        }
        return id;
    }

    private Officer officer(String login) {
        return directory.officer(staff(login), LocalDate.of(2026, 11, 18));
    }

    /** SJ is to be trained; by no cause of the data, so that no other test has the same. */
    private String training() {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into supervision.training
                               (region_code, id, department_code, kind, days, opened_on, due_on, count_before)
                        values ('629901', :id, 'SJ', :kind, 90, '2026-11-02', '2026-12-02', 3)
                        """).param("id", id).param("kind", id.toString()).update();
        return id.toString();
    }

    /** Something about SJ that the supervisor opened, in which nobody else takes part. */
    private String occasion(String kind, @Nullable LocalDate heldOn) {
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into improvement.occasion
                               (region_code, id, kind, title, unit, firm_name, team, planned_on, held_on, situation,
                                difficulty, suggestion, criticism, opened_by, opened_post, opened_at)
                        values (:region, :id, :kind, '试验', 'SJ', '', '{}', date '2026-01-05', :held, '', '', '', false,
                                :by, 'ZX/supervisor', timestamptz '2026-01-05 09:00:00+08')
                        """)
                .param("region", Callers.CITY)
                .param("id", id)
                .param("kind", kind)
                .param("held", heldOn, Types.DATE)
                .param("by", city.at("ZX/supervisor").id())
                .update();
        return id.toString();
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

    /** Somebody who may not apply again, by the decision on the received case. */
    private String banned() {
        jdbc.sql("""
                        insert into application.ban
                               (region_code, case_id, article, holder_id, item_code, licence_type, department_code,
                                from_on, until_on)
                        values (:region, :case, 78, :somebody, 'food-business', 'food-business-licence', 'SJ',
                                date '2026-11-18', date '2027-11-18')
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

    /** A team of SJ, on the themes of the case, in which SJ's chief is. */
    private String team() {
        UUID id = UUID.randomUUID();
        UUID head = city.at("SJ/head").id();
        var themes = List.of("start-business", "permits");
        teams.found(head, new Team(id, Callers.CITY, "SJ", Text.of("试验队"), themes, FROM, null, null, List.of()));
        teams.join(head, UUID.randomUUID(), id, city.at("SJ/chief").id(), FROM, null);
        return id.toString();
    }

    private String member() {
        var _ = team();
        return city.at("SJ/chief").id().toString();
    }

    /** A case that "both" may take himself, as a member of a team. */
    private String reviewingOfBoth() {
        UUID team = UUID.fromString(team());
        teams.join(city.at("SJ/head").id(), UUID.randomUUID(), team, both().id(), FROM, null);
        return accepted().id().value().toString();
    }

    /** A decision by SJ's chief that a second one must consent to, in a case where "both" had a part, or had none. */
    private String decisionProposed(@Nullable String part) {
        var actor = Actor.applicant(owner().id(), owner().id());
        CaseId id = desk.submit(city.complete(applicant(), "special-equipment-registration"), actor, "web", City.key())
                .id();
        Actor window = "ZX/window".equals(part) ? Actor.officer(both().id(), part) : city.at("ZX/window");
        var _ = desk.write(id, window, City.key(), null, Command.Accept::new);
        if ("SJ/examiner".equals(part)) {
            var posting = new Posting(Callers.CITY, part, both().id(), false, FROM, null);
            organisation.appoint(posting);
            var examiner = Actor.officer(both().id(), part);
            var _ = desk.act(id, examiner, City.key(), null, new Command.Review("SJ", true, "同意"));
            // Elsewhere he is none.
            jdbc.sql(
                            "delete from organisation.posting where region_code = :region and department_code || '/' || role = :post and staff_id = :staff")
                    .param("region", Callers.CITY)
                    .param("post", part)
                    .param("staff", both().id())
                    .update();
        } else {
            city.review(id);
        }
        city.keyed(id);
        var _ = desk.write(id, city.at("SJ/chief"), City.key(), null, Command.Grant::new);
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

    /** A result that waits for the courier. */
    private String shipment() {
        CaseId id = issued();
        Applicant applicant = applicant();
        var home = new Destination(applicant.name(), applicant.phone(), "安澜市人民路 12 号");
        parcels.choose(id, owner().id(), new Wish(org.yimen.delivery.Way.MAIL, home));
        desk.act(id, city.at("ZX/window"), City.key(), null, new Command.Dispatch());
        return mailroom.of(id).getFirst().id().toString();
    }

    private CaseId issued() {
        CaseFile<State> file = granted();
        var _ = desk.issue(file.id(), city.at("SJ/chief"), City.key(), null);
        return file.id();
    }
}
