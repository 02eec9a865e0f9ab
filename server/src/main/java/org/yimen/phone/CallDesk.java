package org.yimen.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.OrderPosts;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.WorkOrder;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.hotline.WorkOrder.Command.Remind;
import org.yimen.hotline.WorkOrder.EmergencyLine;
import org.yimen.hotline.WorkOrder.Reply;
import org.yimen.hotline.WorkOrders;
import org.yimen.identity.LegalEntity;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.ProvenPhones;
import org.yimen.knowledge.AskedQuestions;
import org.yimen.knowledge.Found;
import org.yimen.knowledge.Library;
import org.yimen.organisation.Officer;
import org.yimen.phone.CallBook.Ending;
import org.yimen.platform.CityTime;

/** 来电办理: who it may be that calls, and what an operator makes of the call; each of it ends the call in the same step. */
@Service
public class CallDesk {

    private static final int MOST_SOURCES = 5;

    private final CallBook book;
    private final Switchboard switchboard;
    private final OrderDesk orders;
    private final WorkOrders lists;
    private final AskedQuestions questions;
    private final Library library;
    private final People people;
    private final ProvenPhones phones;
    private final InstantSource time;
    private final String region;

    CallDesk(
            CallBook book,
            Switchboard switchboard,
            OrderDesk orders,
            WorkOrders lists,
            AskedQuestions questions,
            Library library,
            People people,
            ProvenPhones phones,
            InstantSource time,
            @Value("${yimen.region}") String region) {
        this.book = book;
        this.switchboard = switchboard;
        this.orders = orders;
        this.lists = lists;
        this.questions = questions;
        this.library = library;
        this.people = people;
        this.phones = phones;
        this.time = time;
        this.region = region;
    }

    /**
     * Who it may be, by his number alone: a phone is lent, so nobody is taken for known until he has said who he is.
     *
     * @param earlier his calls before, the newest first
     * @param orders what came of them, and what else the people have, the newest call's first
     * @param own of the orders those that came of calls of this number, or are of whose proven phone it is: nothing that
     *     hangs on a name or a number which somebody said
     * @param people whom an operator found this number to be, then whose proven phone it is
     */
    public record Caller(
            List<PhoneCall> earlier, List<WorkOrders.Line> orders, List<WorkOrders.Line> own, List<Person> people) {
        public Caller {
            earlier = List.copyOf(earlier);
            orders = List.copyOf(orders);
            own = List.copyOf(own);
            people = List.copyOf(people);
        }
    }

    public Caller caller(PhoneCall call) {
        List<PhoneCall> earlier = switchboard.earlier(call);
        List<UUID> holders = call.number().isEmpty() ? List.of() : phones.holders(call.number());
        Set<UUID> ids = new LinkedHashSet<>();
        earlier.stream().map(PhoneCall::person).filter(Objects::nonNull).forEach(ids::add);
        ids.addAll(holders);
        List<Person> known = people.find(ids);
        var calls = new ArrayList<>(earlier.stream().map(PhoneCall::id).toList());
        calls.addFirst(call.id());
        Set<UUID> found = new LinkedHashSet<>();
        book.orders(region, calls).forEach(link -> found.add(link.getValue()));
        Set<UUID> own = new HashSet<>(found);
        known.forEach(person -> lists.of(region, person.id(), Switchboard.MOST).forEach(line -> {
            found.add(line.row().id());
            if (holders.contains(person.id())) {
                own.add(line.row().id());
            }
        }));
        List<WorkOrders.Line> lines =
                found.stream().flatMap(id -> lists.find(id).stream()).toList();
        return new Caller(
                earlier,
                lines,
                lines.stream().filter(line -> own.contains(line.row().id())).toList(),
                known);
    }

    /**
     * 直接解答: the caller has his answer, and where it is from stands beside it.
     *
     * @param sources what the answer cites, as {@link Found#source} names it; what is no longer published is none
     */
    @Transactional
    public void answer(
            PhoneCall call,
            Officer officer,
            @Nullable UUID person,
            String text,
            String answer,
            List<String> sources,
            String key) {
        List<Found> cited = sources.stream()
                .distinct()
                .limit(MOST_SOURCES)
                .flatMap(source -> library.published(source).stream())
                .toList();
        UUID question = questions.answered("phone", text, answer, cited, officer.id(), key);
        finish(call, officer, new Ending(CallType.CONSULT, null, question, person), true);
    }

    /** 转知识待办: nobody could say it, so the department owes the answer; the call goes on. */
    @Transactional
    public UUID ask(PhoneCall call, Officer officer, String text, String department, String key) {
        UUID question = questions.unanswered("phone", text, department, officer.id(), key);
        if (!book.asked(region, call.id(), officer.id(), question)) {
            throw new PhoneRefused("phone.call.not-yours");
        }
        return question;
    }

    /**
     * What the caller brings.
     *
     * @param accused of whom he complains, and of which of his cases; without a name the case is none, it would name him
     * @param person who he is, where the operator has made sure
     * @param name how he calls himself, where he is not known; empty where he does not say
     * @param anonymous true where he wants to be named nowhere: then his number is not kept with it either
     * @param area code of the street or village where it is, or null where he does not say
     * @param firm in whose name he speaks (企业诉求), which then holds it; never without a name
     */
    public record Brought(
            String type,
            String topic,
            @Nullable Accused accused,
            boolean urgent,
            Content content,
            @Nullable Person person,
            String name,
            boolean anonymous,
            @Nullable String area,
            @Nullable LegalEntity firm) {

        /** For himself. */
        Brought(
                String type,
                String topic,
                @Nullable Accused accused,
                boolean urgent,
                Content content,
                @Nullable Person person,
                String name,
                boolean anonymous,
                @Nullable String area) {
            this(type, topic, accused, urgent, content, person, name, anonymous, area, null);
        }
    }

    /**
     * 登记工单, and with it the end of the call: both happen or neither, and once for a call.
     *
     * @param key of the form: sent again it is the same order, and of a call that has ended no other one comes
     */
    @Transactional
    public CaseFile<WorkOrder.State> register(PhoneCall call, Officer officer, Brought brought, String key) {
        LegalEntity firm = brought.firm();
        if (firm != null && brought.anonymous()) {
            throw new PhoneRefused("hotline.firm.anonymous");
        }
        book.hold(region, call.id());
        Person person = brought.anonymous() ? null : brought.person();
        boolean unnamed = brought.anonymous()
                || (person == null && call.number().isEmpty() && brought.name().isEmpty());
        Accused accused = brought.accused();
        if (accused != null && brought.anonymous()) {
            accused = new Accused(accused.department(), null, null);
        }
        var report = new Report(
                brought.type(),
                brought.topic(),
                accused,
                brought.urgent(),
                brought.content(),
                firm != null
                        ? speaker(brought, firm, call)
                        : unnamed
                                ? null
                                : person == null
                                        ? new Reporter(brought.name(), call.number(), null, null)
                                        : new Reporter(person.name(), call.number(), person.id(), null),
                brought.area());
        // Whoever is not known to the centre gets an id of this call's own, the same for a repeat of the form.
        UUID holder = firm != null
                ? firm.id()
                : person == null ? UUID.nameUUIDFromBytes(("phone/" + key).getBytes(UTF_8)) : person.id();
        Actor actor = Actor.officer(officer.id(), post(officer));
        // Nothing leads from a call to what came of it without a name, so that one is known by its holder alone.
        boolean before = brought.anonymous() && !lists.of(region, holder, 1).isEmpty();
        CaseFile<WorkOrder.State> file = orders.register(report, holder, actor, "phone", key);
        boolean same = before
                || book.orders(region, List.of(call.id())).stream()
                        .anyMatch(link -> link.getValue().equals(file.id().value()));
        finish(
                call,
                officer,
                new Ending(CallType.ofOrder(brought.type()), null, null, person == null ? null : person.id()),
                same);
        if (!brought.anonymous()) {
            book.link(region, call.id(), file.id().value());
        }
        return file;
    }

    /** Who speaks for a firm: news of it go to him only where he acts for it, for they open the firm's pages. */
    private Reporter speaker(Brought brought, LegalEntity firm, PhoneCall call) {
        Person person = brought.person();
        if (person == null) {
            return new Reporter(brought.name(), call.number(), null, firm.id());
        }
        boolean acts = firm.operator(person.id(), CityTime.day(time.instant())).isPresent();
        return new Reporter(person.name(), call.number(), acts ? person.id() : null, firm.id());
    }

    /**
     * What is told to a caller who asks again.
     *
     * @param reply the answer, or null before there is one
     */
    public record Standing(Content said, @Nullable Reply reply) {}

    /** How one of a caller's orders stands; whether the officer may learn it is the page's to check before. */
    public Standing standing(UUID order) {
        var id = new CaseId(region, order);
        return new Standing(
                orders.content(id), WorkOrder.replyOrNull(orders.find(id).state()));
    }

    /**
     * 来电催办: he calls again about what he has reported. Whoever has the order is told, the call ends, and no second order is
     * registered: both happen or neither.
     *
     * @param order one of those that the operator has before him
     * @param key of the form: sent again it reminds no second time
     */
    @Transactional
    public void remind(
            PhoneCall call, Officer officer, WorkOrders.Line order, @Nullable UUID person, String note, String key) {
        UUID id = order.row().id();
        book.hold(region, call.id());
        boolean same = book.orders(region, List.of(call.id())).stream()
                .anyMatch(link -> link.getValue().equals(id));
        orders.act(new CaseId(region, id), Actor.officer(officer.id(), post(officer)), key, null, new Remind(note));
        finish(call, officer, new Ending(CallType.ofOrder(order.row().type()), null, null, person), same);
        book.link(region, call.id(), id);
    }

    /** 转接紧急专线: the caller is put through at once, and the log says where. */
    public void handOver(PhoneCall call, Officer officer, EmergencyLine line) {
        finish(call, officer, new Ending(CallType.HELP, number(line), null, null), true);
        switchboard.connect(call, exchange -> exchange.transfer(call.reference(), number(line)));
    }

    /** {@code POLICE_110} → {@code 110}. */
    public static String number(EmergencyLine line) {
        return line.name().substring(line.name().lastIndexOf('_') + 1);
    }

    /** 结束: what it was about is said of every call. */
    public void end(PhoneCall call, Officer officer, CallType type, @Nullable UUID person) {
        finish(call, officer, new Ending(type, null, null, person), true);
        switchboard.connect(call, exchange -> exchange.hangUp(call.reference()));
    }

    /** @param same false where what ends it is no repeat of what ended it before */
    private void finish(PhoneCall call, Officer officer, Ending ending, boolean same) {
        Instant now = time.instant();
        if (!book.end(region, call.id(), officer.id(), ending, now)) {
            PhoneCall stands = book.find(region, call.id()).orElseThrow();
            boolean mine = officer.id().equals(stands.takenBy());
            UUID question = ending.question();
            boolean again = same
                    && stands.type() == ending.type()
                    && Objects.equals(stands.handedTo(), ending.line())
                    && (question == null || question.equals(stands.question()));
            if (!mine || !again) {
                throw new PhoneRefused("phone.call.not-yours");
            }
        }
    }

    /** From which of his posts he takes calls. */
    private static String post(Officer officer) {
        return officer.holds(OrderPosts.OPERATOR) ? OrderPosts.OPERATOR : OrderPosts.DISPATCHER;
    }
}
