package org.yimen.application;

import java.time.InstantSource;
import java.util.ArrayList;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.Plan.Procedure;
import org.yimen.catalogue.ItemVersion;
import org.yimen.document.Fact;
import org.yimen.document.Paper;
import org.yimen.platform.CityTime;
import org.yimen.procedure.Copies;
import org.yimen.procedure.Proceedings;
import org.yimen.procedure.Runs;

/** What the events of a case mean for the records of its special procedures, in the transaction of the event. */
@Component
class SpecialRecords {

    private final Runs runs;
    private final Copies copies;
    private final Proceedings proceedings;
    private final InstantSource time;

    SpecialRecords(Runs runs, Copies copies, Proceedings proceedings, InstantSource time) {
        this.runs = runs;
        this.copies = copies;
        this.proceedings = proceedings;
        this.time = time;
    }

    void follow(CaseFile<State> file, ItemVersion item, Event event) {
        switch (event) {
            case Event.StepStarted(var halt, var days, var _) ->
                runs.started(file.id(), Clocks.step(item, halt.step()), days, halt.from());
            case Event.StepFinished finished -> runs.finished(file.id(), finished.step(), finished.on());
            // Whoever accepted it, or silence, and whatever day that counts as: they can read it today.
            case Event.Accepted _
            when !item.plan().copies().isEmpty() ->
                copies.send(file.id(), file.number(), item.name(), item.plan().copies(), CityTime.day(time.instant()));
            default -> {
                // Nothing else is kept there.
            }
        }
    }

    /** Art. 48, last paragraph: a decision after a hearing follows its minutes, and says which. */
    Paper following(CaseId id, ItemVersion item, Command command, Paper paper) {
        boolean decides = command instanceof Command.Grant || command instanceof Command.Refuse;
        if (!decides || item.plan().steps().stream().noneMatch(step -> step.procedure() == Procedure.HEARING)) {
            return paper;
        }
        return proceedings
                .minutes(id)
                .map(minutes -> {
                    var facts = new ArrayList<>(paper.facts());
                    facts.add(new Fact("听证", "本决定根据" + minutes.number() + "作出（行政许可法第四十八条）"));
                    return paper.withFacts(facts);
                })
                .orElse(paper);
    }
}
