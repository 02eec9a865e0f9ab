package org.yimen.hotline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.casework.Actor;
import org.yimen.casework.Agenda;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.Procedure;
import org.yimen.hotline.WorkOrder.Command;
import org.yimen.hotline.WorkOrder.Event;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Directory.Holder;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.time.Reading;
import org.yimen.time.WorkCalendar;

/** Teaches the engine work orders: what they need to know, and what follows from where they stand. */
@Component
class OrderProcedure implements Procedure<State, Command, Event, OrderContext> {

    static final String KIND = "work-order";

    private final OrderTypes types;
    private final Directory directory;
    private final WorkCalendar calendar;
    private final CaseDesk cases;
    private final OrderBook book;

    OrderProcedure(OrderTypes types, Directory directory, WorkCalendar calendar, CaseDesk cases, OrderBook book) {
        this.types = types;
        this.directory = directory;
        this.calendar = calendar.provisional();
        this.cases = cases;
        this.book = book;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<State> states() {
        return State.class;
    }

    @Override
    public Class<Command> commands() {
        return Command.class;
    }

    @Override
    public Class<Event> events() {
        return Event.class;
    }

    @Override
    public OrderContext context(CaseFile<State> file, Actor actor, Instant now) {
        String region = file.id().region();
        var officer = actor.kind() == Actor.Kind.OFFICER ? directory.officer(actor.id(), now) : null;
        return new OrderContext(
                now,
                CityTime.day(now),
                calendar,
                types,
                region,
                file.id().value(),
                file.applicant(),
                actor,
                officer != null && servesIn(region, officer) ? officer : null,
                new RegionsUnits(region, CityTime.day(now)),
                new RegionsOrders(region));
    }

    /** A post of the same code elsewhere is no post here. */
    private static boolean servesIn(String region, Officer officer) {
        return officer.region().equals(region);
    }

    private final class RegionsOrders implements OrderContext.Others {

        private final String region;

        RegionsOrders(String region) {
            this.region = region;
        }

        @Override
        public Optional<State> find(UUID order) {
            return book.find(region, order)
                    .map(row -> cases.find(OrderProcedure.this, new CaseId(region, row.id()))
                            .state());
        }

        @Override
        public boolean readTheAnswerOf(UUID main) {
            return !book.mergedInto(new CaseId(region, main), 1).isEmpty();
        }
    }

    @Override
    public List<Event> decide(State state, Command command, OrderContext context) {
        List<Event> events = WorkOrder.decide(state, command, context);
        OrderNeeds.check(state, command, context);
        return events;
    }

    @Override
    public boolean isBeside(Event event) {
        return false;
    }

    @Override
    public State evolve(State state, Event event) {
        return WorkOrder.evolve(state, event);
    }

    @Override
    public Agenda agenda(State state, OrderContext context) {
        String status = state.getClass().getSimpleName();
        return OrderClocks.of(state, context)
                .map(clock -> clock.read(context))
                .map(reading -> open(status, state, reading, context))
                .orElseGet(() -> new Agenda(status, List.of(), null, null, null, true));
    }

    private static Agenda open(String status, State state, Reading reading, OrderContext context) {
        LocalDate due = reading.dueOn();
        @Nullable
        Instant wake =
                OrderClocks.wakesOn(state, context).map(CityTime::startOf).orElse(null);
        return new Agenda(status, OrderTasks.of(state, context, due), due, wake, null, false);
    }

    /** Units are departments; whoever has nobody for orders answers through his chief representative or his head. */
    private final class RegionsUnits implements OrderContext.Units {

        private final String region;
        private final LocalDate today;

        RegionsUnits(String region, LocalDate today) {
            this.region = region;
            this.today = today;
        }

        @Override
        public boolean exists(String unit) {
            return directory
                    .unit(region, unit)
                    .filter(Department.class::isInstance)
                    .isPresent();
        }

        @Override
        public String desk(String unit) {
            return desks(unit).findFirst().orElse(unit + "/head");
        }

        @Override
        public String desk(String unit, Set<UUID> without) {
            return desks(unit)
                    .filter(post -> !isHeldOnlyBy(post, without))
                    .findFirst()
                    .orElseGet(() -> desk(unit));
        }

        private Stream<String> desks(String unit) {
            return OrderPosts.WORKERS.stream()
                    .map(role -> unit + "/" + role)
                    .filter(post -> directory.post(region, post).isPresent());
        }

        @Override
        public boolean isHeldOnlyBy(String post, Set<UUID> officers) {
            List<UUID> there = there(post);
            return !there.isEmpty() && officers.containsAll(there);
        }

        @Override
        public boolean isDoneOnlyBy(String unit, Set<UUID> officers) {
            List<UUID> there = desks(unit).flatMap(post -> there(post).stream()).toList();
            return !there.isEmpty() && officers.containsAll(there);
        }

        private List<UUID> there(String post) {
            List<Holder> holders = directory.holders(region, post, today);
            // A stand-in has the work only while nobody else is there.
            boolean first = holders.stream().anyMatch(each -> !each.standIn());
            return holders.stream()
                    .filter(each -> !first || !each.standIn())
                    .map(each -> each.staff().id())
                    .toList();
        }
    }
}
