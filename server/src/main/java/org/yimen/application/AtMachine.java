package org.yimen.application;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.Deliver;
import org.yimen.application.Application.Command.Serve;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.delivery.Proof;
import org.yimen.delivery.Receiver;
import org.yimen.delivery.Relation;
import org.yimen.delivery.Way;

/**
 * 自助领取: the applicant himself takes his result from a machine in the hall. Who he is was proven there; that he has the
 * paper in his hand no machine sees, so his own word is the proof of service (送达回证), as his signature is at the window.
 */
@Service
public class AtMachine {

    private final ApplicationDesk desk;

    AtMachine(ApplicationDesk desk) {
        this.desk = desk;
    }

    /** True where a result or a refusal has not reached its applicant yet, whoever carries it. */
    public static boolean waits(State state) {
        return state instanceof State.Issued || state instanceof State.Refused;
    }

    /** True where the applicant may take it himself: what a courier has, no machine gives out. */
    public static boolean isHere(State state) {
        return waits(state) && !HandOver.isInTheMail(state);
    }

    /**
     * Writes down that the applicant has it; a repeat under the same key changes nothing.
     *
     * @param proof by what the machine knew him
     */
    public CaseFile<State> take(CaseId id, UUID person, Proof proof, String key) {
        CaseFile<State> file = desk.find(id);
        var himself = new Receiver(Relation.HOLDER, desk.applicant(file).name(), proof);
        Command command = file.state() instanceof State.Refused || file.state() instanceof State.RefusalServed
                ? new Serve(Way.TERMINAL.code(), himself)
                : new Deliver(Way.TERMINAL.code(), himself);
        return desk.act(id, Actor.applicant(file.applicant(), person), key, null, command);
    }
}
