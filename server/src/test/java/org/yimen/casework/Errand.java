package org.yimen.casework;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.yimen.crypto.Sealed;
import org.yimen.identifier.Uuid7;

/** The smallest kind of case: something is carried a number of steps and then put down. */
final class Errand implements Procedure<Errand.State, Errand.Command, Errand.Event, Instant> {

    static final String REGION = "629901";

    sealed interface State {
        record Fresh() implements State {}

        record Carried(int steps) implements State {}

        record Done(int steps) implements State {}
    }

    sealed interface Command {
        record Start() implements Command {}

        record Step(int count) implements Command {}

        record Note(String text) implements Command {}

        record Finish() implements Command {}
    }

    sealed interface Event {
        record Started() implements Event {}

        record Stepped(int number) implements Event {}

        record Noted(String text) implements Event {}

        record Finished(String note) implements Event {}
    }

    @Override
    public String kind() {
        return "errand";
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
    public Instant context(CaseFile<State> file, Actor actor, Instant now) {
        return now;
    }

    @Override
    public List<Event> decide(State state, Command command, Instant now) {
        return switch (command) {
            case Command.Start _ when state instanceof State.Fresh -> List.of(new Event.Started());
            case Command.Step(var count)
            when state instanceof State.Carried(var steps) ->
                IntStream.rangeClosed(1, count)
                        .<Event>mapToObj(each -> new Event.Stepped(steps + each))
                        .toList();
            case Command.Note(var text) -> List.of(new Event.Noted(text));
            case Command.Finish _ when state instanceof State.Carried -> List.of(new Event.Finished("放下：“好”\n"));
            case Command.Start _, Command.Step _, Command.Finish _ -> throw new CaseRuleBroken("errand.not-now", "步");
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.Started _ -> new State.Carried(0);
            case Event.Stepped(var number) -> new State.Carried(number);
            case Event.Noted _ -> state;
            case Event.Finished _ -> new State.Done(((State.Carried) state).steps());
        };
    }

    @Override
    public boolean isBeside(Event event) {
        return event instanceof Event.Noted;
    }

    @Override
    public Agenda agenda(State state, Instant now) {
        String status = state.getClass().getSimpleName();
        return state instanceof State.Done
                ? new Agenda(status, List.of(), null, null, null, true)
                : new Agenda(
                        status,
                        List.of(new Agenda.Task("carry", "TEST/carrier", "review", null)),
                        null,
                        null,
                        null,
                        false);
    }

    /** A new errand that only needs its first command. */
    static CaseFile<State> blank() {
        Instant now = Instant.parse("2026-11-18T01:00:00Z");
        UUID id = Uuid7.next(Instant.now());
        return new CaseFile<>(
                new CaseId(REGION, id),
                "errand",
                "E-" + id,
                "某人",
                new Subject("errand", 1),
                id,
                Sealed.of(new byte[] {1}),
                "TEST",
                "window",
                now,
                new State.Fresh(),
                0,
                0,
                "");
    }
}
