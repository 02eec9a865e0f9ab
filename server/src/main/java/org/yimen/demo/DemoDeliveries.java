package org.yimen.demo;

import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command.Deliver;
import org.yimen.application.Application.Command.Dispatch;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.AtMachine;
import org.yimen.application.HandOvers;
import org.yimen.application.Parcels;
import org.yimen.casework.CaseId;
import org.yimen.delivery.DemoCouriers;
import org.yimen.delivery.Destination;
import org.yimen.delivery.Mailroom;
import org.yimen.delivery.Proof;
import org.yimen.delivery.Way;
import org.yimen.delivery.Wish;

/** How the results of the invented city reach its people: at the window or a machine, in their accounts, or by a van that drives. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoDeliveries {

    private static final int KINDS = 5;

    /** Of so many cases the result of one comes back. */
    private static final int LOST = 60;

    private final ApplicationDesk desk;
    private final Parcels parcels;
    private final Mailroom mailroom;
    private final DemoCouriers couriers;
    private final AtMachine machine;

    DemoDeliveries(ApplicationDesk desk, Parcels parcels, Mailroom mailroom, DemoCouriers couriers, AtMachine machine) {
        this.desk = desk;
        this.parcels = parcels;
        this.mailroom = mailroom;
        this.couriers = couriers;
        this.machine = machine;
    }

    /** What follows one another until the result is there, each at its own moment. */
    List<Runnable> of(CaseId id, int number, DemoCases.Window window) {
        return switch (number % KINDS) {
            case 1 ->
                List.of(
                        () -> {
                            choose(id, new Wish(Way.MAIL, destination(id, number)));
                            window.act(id, new Dispatch());
                            parcels.book(id);
                        },
                        () -> drive(id),
                        () -> drive(id),
                        () -> drive(id));
            case 2, 3 ->
                List.of(() -> {
                    choose(id, new Wish(Way.ONLINE, null));
                    window.act(id, new Deliver("online"));
                });
            // A firm sends somebody to the window; a machine knows persons only.
            case 4 ->
                List.of(() -> {
                    Applicant applicant = desk.applicant(desk.find(id));
                    if (applicant.entity()) {
                        window.act(id, new Deliver("window", HandOvers.usual(desk.applicant(desk.find(id)))));
                    } else {
                        var _ = machine.take(id, applicant.person(), Proof.CARD, "demo-machine");
                    }
                });
            default ->
                List.of(() -> window.act(id, new Deliver("window", HandOvers.usual(desk.applicant(desk.find(id))))));
        };
    }

    private void choose(CaseId id, Wish wish) {
        parcels.choose(id, desk.applicant(desk.find(id)).person(), wish);
    }

    private Destination destination(CaseId id, int number) {
        Applicant applicant = desk.applicant(desk.find(id));
        String street = number % LOST == 1 ? "安澜市老城巷 %d 号（已搬迁）" : "安澜市滨河路 %d 号 2 单元";
        return new Destination(applicant.name(), applicant.phone(), street.formatted(number % 90 + 3));
    }

    private void drive(CaseId id) {
        couriers.drive(mailroom.of(id).getFirst());
    }
}
