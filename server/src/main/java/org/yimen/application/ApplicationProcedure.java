package org.yimen.application;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.Actor;
import org.yimen.casework.Agenda;
import org.yimen.casework.Agenda.Task;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Step;
import org.yimen.casework.Procedure;
import org.yimen.casework.Subject;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.DataRights;
import org.yimen.catalogue.ItemVersion;
import org.yimen.licence.Standing;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Teams;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Settings;
import org.yimen.procedure.Hearings;
import org.yimen.procedure.Proceedings;
import org.yimen.time.Clock;
import org.yimen.time.Reading;
import org.yimen.time.WorkCalendar;

/** Teaches the engine applications: what they need to know, and what follows from where they stand. */
@Component
class ApplicationProcedure implements Procedure<State, Command, Event, Context> {

    static final String KIND = "application";

    private final Catalogue catalogue;
    private final Directory directory;
    private final WorkCalendar calendar;
    private final LoopLinks links;
    private final Proceedings proceedings;
    private final Teams teams;
    private final WorkLists lists;
    private final DataRights rights;
    private final Concerns concerns;
    private final Bans bans;
    private final ObjectProvider<OpenMeasures> measures;
    private final Settings settings;

    ApplicationProcedure(
            Catalogue catalogue,
            Directory directory,
            WorkCalendar calendar,
            LoopLinks links,
            Proceedings proceedings,
            Teams teams,
            WorkLists lists,
            DataRights rights,
            Concerns concerns,
            Bans bans,
            ObjectProvider<OpenMeasures> measures,
            Settings settings) {
        this.links = links;
        this.catalogue = catalogue;
        this.directory = directory;
        this.calendar = calendar.provisional();
        this.proceedings = proceedings;
        this.teams = teams;
        this.lists = lists;
        this.rights = rights;
        this.concerns = concerns;
        this.bans = bans;
        this.measures = measures;
        this.settings = settings;
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

    /** The message key of why nothing is done to the licence of a case any more, or not yet. */
    Optional<String> halted(CaseId id, Concern concern) {
        if (concerns.isOver(id.region(), concern)) {
            return Optional.of("application.concern.over");
        }
        if (concerns.isSuspended(id.region(), concern)) {
            return Optional.of("application.concern.suspended");
        }
        return measures.stream().anyMatch(each -> each.areAbout(id.region(), concern.licence()))
                ? Optional.of("application.concern.measured")
                : Optional.empty();
    }

    /** The message key of why nothing is granted about the licence of a case any more, or not yet. */
    Optional<String> barred(CaseId id, Concern concern) {
        Optional<String> halted = halted(id, concern);
        if (halted.isPresent()) {
            return halted;
        }
        // Of two that were granted one could never be issued.
        return concerns.another(id, concern.licence(), other -> other.status().equals("Granted"))
                .map(_ -> "application.concern.first");
    }

    @Override
    public Context context(CaseFile<State> file, Actor actor, Instant now) {
        Context context = context(file.id(), file.subject(), file.applicant(), file.ahead() > 0, actor, now);
        Officer officer = context.officer();
        if (officer == null) {
            return context;
        }
        // What is only being handed in gets its place from who takes it in.
        Officer local = file.version() == 0 ? officer.everywhere() : rights.locally(officer, file.id());
        List<UUID> recused = Recusals.of(file.state());
        return context.by(recused.isEmpty() ? local : standingIn(local, recused, file.id(), context));
    }

    /** With the posts on which everybody who comes before him keeps out of the case. */
    private Officer standingIn(Officer officer, List<UUID> recused, CaseId id, Context context) {
        var posts = new HashSet<>(officer.posts());
        rights.locally(directory.appointee(officer.id(), context.today()), id).posts().stream()
                .filter(post -> deputy(id, post, recused, context.today())
                        .filter(officer.id()::equals)
                        .isPresent())
                .forEach(posts::add);
        return new Officer(
                officer.id(),
                officer.name(),
                officer.region(),
                posts,
                officer.letters(),
                officer.standsInFor(),
                officer.acceptsFor(),
                officer.taken(),
                officer.within());
    }

    /** Who has the work of a post on a case from which its first holders keep out, if they all do. */
    private Optional<UUID> deputy(CaseId id, String post, List<UUID> recused, LocalDate today) {
        var holders = rights.holders(id, post, today);
        boolean nobody = holders.stream()
                .filter(holder -> !holder.standIn())
                .allMatch(holder -> recused.contains(holder.staff().id()));
        return nobody
                ? holders.stream()
                        .filter(Directory.Holder::standIn)
                        .map(holder -> holder.staff().id())
                        .filter(each -> !recused.contains(each))
                        .findFirst()
                : Optional.empty();
    }

    /** What a rule needs to know that asks of the item and of its people only, of a line in a list. */
    Context context(Summary line, Instant now) {
        return context(line.id(), line.subject(), line.applicant(), false, Actor.SYSTEM, now);
    }

    private Context context(
            CaseId id, Subject subject, UUID applicant, boolean waitsForEarlier, Actor actor, Instant now) {
        LocalDate today = CityTime.day(now);
        var officer = actor.kind() == Actor.Kind.OFFICER ? directory.officer(actor.id(), now) : null;
        if (officer != null && !servesIn(id.region(), officer)) {
            // A post of the same code elsewhere is no post here.
            officer = null;
        }
        var item = catalogue
                .version(subject.code(), subject.version())
                .orElseThrow(() -> new IllegalStateException("No such item version: " + subject));
        boolean inForce = catalogue.isPublished(item.code(), item.number())
                && !item.effectiveOn().isAfter(today);
        return new Context(
                now,
                today,
                calendar,
                item,
                actor,
                officer,
                staff -> colleague(id, staff, today),
                applicant,
                waitsForEarlier,
                inForce,
                catalogue.setting().dictionaries(),
                records(id, applicant, item, today));
    }

    private Context.Records records(CaseId id, UUID applicant, ItemVersion item, LocalDate today) {
        // Of what is no licence nobody asks the database.
        boolean hears = Hearings.areOpenTo(item);
        return new Context.Records() {
            private @Nullable Set<UUID> team;
            private Proceedings.@Nullable Voices voices;

            // Asked by more than one rule of a decision; the first asking holds the case.
            private Proceedings.Voices voices() {
                Proceedings.Voices known = voices;
                if (known == null) {
                    known = proceedings.voices(id, today);
                    voices = known;
                }
                return known;
            }

            @Override
            public Set<UUID> team() {
                Set<UUID> known = team;
                if (known == null) {
                    known = item.themes().isEmpty() ? Set.of() : teams.members(id.region(), item.themes(), today);
                    team = known;
                }
                return known;
            }

            @Override
            public Optional<String> unasked(Step step) {
                return proceedings.unasked(id, step);
            }

            @Override
            public Optional<String> wanting(Step step) {
                return proceedings.wanting(id, item, step);
            }

            @Override
            public Optional<LocalDate> doneOn(Step step) {
                return proceedings.doneOn(id, step);
            }

            @Override
            public Optional<String> unheard() {
                return hears ? voices().unheard() : Optional.empty();
            }

            @Override
            public boolean hasToldOthers() {
                return hears && voices().toldOthers();
            }

            @Override
            public Optional<String> lost() {
                return Competition.decides(item) ? proceedings.lost(id) : Optional.empty();
            }

            @Override
            public boolean isOver(Concern concern) {
                return concerns.isOver(id.region(), concern);
            }

            @Override
            public Optional<String> halted(Concern concern) {
                return ApplicationProcedure.this.halted(id, concern);
            }

            @Override
            public Optional<Standing> standing(UUID licence) {
                return concerns.standing(id.region(), licence);
            }

            @Override
            public Optional<String> barred(Concern concern) {
                return ApplicationProcedure.this.barred(id, concern);
            }

            @Override
            public Optional<ItemVersion> inForce() {
                return catalogue.current(item.code());
            }

            @Override
            public Optional<ItemVersion.Window> nextWindow() {
                return catalogue.nextWindow(item.code(), today);
            }

            @Override
            public Optional<LocalDate> bannedUntil() {
                return bans.until(id.region(), applicant, item, today);
            }

            @Override
            public boolean isStrangeMachine(UUID officer) {
                return directory.staff(officer).machine() && !lists.isOpenedBy(id, officer);
            }

            @Override
            public boolean mayAnswerFor(Officer colleague) {
                return rights.sees(colleague, item, id)
                        && !directory.staff(colleague.id()).machine();
            }

            @Override
            public boolean hasVerified(UUID officer) {
                return proceedings.verifiers(id, item).contains(officer);
            }

            @Override
            public List<Directory.Holder> holders(String post) {
                return rights.holders(id, post, today);
            }

            @Override
            public Optional<UUID> deputy(String post, List<UUID> recused) {
                return ApplicationProcedure.this.deputy(id, post, recused, today);
            }

            @Override
            public HouseRules house() {
                return ApplicationSettings.read(settings);
            }

            @Override
            public boolean isChaired(UUID officer) {
                return hears && proceedings.isChaired(id, officer);
            }
        };
    }

    private Optional<Officer> colleague(CaseId id, UUID staff, LocalDate today) {
        try {
            return Optional.of(directory.officer(staff, today))
                    .filter(officer -> servesIn(id.region(), officer))
                    .map(officer -> rights.locally(officer, id));
        } catch (NoSuchElementException unknown) {
            return Optional.empty();
        }
    }

    @Guard
    private static boolean servesIn(String region, Officer officer) {
        return officer.region().equals(region);
    }

    @Override
    public List<Event> decide(State state, Command command, Context context) {
        return Application.decide(state, command, context);
    }

    @Override
    public boolean isBeside(Event event) {
        return event instanceof Event.Admitted
                || event instanceof Event.Entrusted
                || event instanceof Event.Recused
                || event instanceof Event.Urged
                || event instanceof Event.UrgeEscalated
                || event instanceof Event.GapReminded
                || event instanceof Event.StepOverdue;
    }

    @Override
    public State evolve(State state, Event event) {
        return Application.evolve(state, event);
    }

    @Override
    public Agenda agenda(State state, Context context) {
        ItemVersion item = context.item();
        LocalDate promised = (Handling.runsByLaw(state, context)
                        ? Clocks.statutory(state, item)
                        : Optional.<Clock>empty())
                .or(() -> Clocks.promised(state, item))
                .map(clock -> Tasks.due(clock, context))
                .orElse(null);
        List<Task> tasks = Tasks.of(state, context);
        Agenda agenda = agenda(state, tasks, promised, context);
        return agenda.marked(new Agenda.Mark(FastTrack.lane(state).isPresent(), label(state, context)));
    }

    /** 七件: lists are narrowed by the class of a case. */
    private static String label(State state, Context context) {
        var words = context.words();
        return words == null
                ? context.item().caseClass()
                : Handling.listed(state, context.item(), words).code();
    }

    private Agenda agenda(State state, List<Task> tasks, @Nullable LocalDate promised, Context context) {
        ItemVersion item = context.item();
        return switch (state) {
            case Draft _ -> throw new IllegalStateException("A draft is no case");
            case Received(var filing) -> {
                Reading answer = Clocks.answer(filing.since(), context);
                // Art. 57: silence would accept it as of its receipt, so nobody who came after it goes before. Only the
                // day on
                // which it does waits for the calendar.
                yield open(
                        state,
                        tasks,
                        answer.dueOn(),
                        earlier(silenceEnds(answer, item), Renewals.deemedOn(state, context)),
                        item.limits().silence() == null ? null : place(item, filing.at()));
            }
            case SupplementDue due -> open(state, tasks, null, Supplements.wake(due.notice(), context), null);
            case Supplemented supplemented -> {
                Reading answer = Clocks.answer(supplemented.on(), context);
                // Accepted as of the supplement, whenever the clerk gets to it: the place is kept from then.
                yield open(
                        state,
                        tasks,
                        answer.dueOn(),
                        earlier(silenceEnds(answer, item), Renewals.deemedOn(state, context)),
                        supplemented.at() == null ? null : place(item, supplemented.at()));
            }
            case Reviewing _, InProcedure _, Deciding _, ReadyToGrant _, Proposed _ -> {
                Application.Course course = Application.course(state);
                Instant wake = Stops.sooner(
                        Urgings.sooner(
                                earlier(Tolerance.wake(course, context), Renewals.deemedOn(state, context)),
                                course,
                                context),
                        state);
                yield open(
                        state,
                        tasks,
                        promised,
                        wake,
                        place(item, Application.acceptance(state).at()));
            }
            case Granted granted ->
                open(
                        state,
                        tasks,
                        Tasks.handOverDue(state, context),
                        Urgings.sooner(null, granted.course(), context),
                        null);
            case Issued _ -> open(state, tasks, Tasks.handOverDue(state, context), null, null);
            case Refused _ -> open(state, tasks, Tasks.serveDue(state, context), null, null);
            // The file rests one night, for what the applicant may still say at the window.
            case Delivered delivered -> open(state, tasks, null, rests(delivered.on(), item), null);
            case RefusalServed served ->
                open(state, tasks, null, CityTime.startOf(served.on().plusDays(1)), null);
            case Declined _, Withdrawn _, Terminated _, Archived _ -> ended(state);
        };
    }

    /** When silence accepts; null where none does. Nothing follows from a provisional date, so nothing wakes on it. */
    private static @Nullable Instant silenceEnds(Reading answer, ItemVersion item) {
        return item.limits().silence() == null || answer.provisional()
                ? null
                : CityTime.startOf(answer.dueOn().plusDays(1));
    }

    /** Where more must be done than to hand it over, whoever does it closes the case; else the night does. */
    private @Nullable Instant rests(LocalDate deliveredOn, ItemVersion item) {
        return links.concern(item) ? null : CityTime.startOf(deliveredOn.plusDays(1));
    }

    /** The day after the last of a licence that is to be renewed, where that comes first. */
    private static @Nullable Instant earlier(@Nullable Instant wake, @Nullable LocalDate deemedOn) {
        if (deemedOn == null) {
            return wake;
        }
        Instant deemed = CityTime.startOf(deemedOn);
        return wake == null || deemed.isBefore(wake) ? deemed : wake;
    }

    /** Art. 57: its moment in the queue, where numbers are limited. */
    private static @Nullable Instant place(ItemVersion item, Instant accepted) {
        // Art. 53: what a tender or an auction gives goes to its winner, whoever came first.
        return item.quota() == null || Competition.decides(item) ? null : accepted;
    }

    private static Agenda open(
            State state, List<Task> tasks, @Nullable LocalDate due, @Nullable Instant wake, @Nullable Instant queue) {
        return new Agenda(state.getClass().getSimpleName(), tasks, due, wake, queue, false);
    }

    private static Agenda ended(State state) {
        return new Agenda(state.getClass().getSimpleName(), List.of(), null, null, null, true);
    }
}
