package org.yimen.application;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Command.CorrectOnTheSpot;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.catalogue.ItemVersion.Material.Checkpoint;
import org.yimen.catalogue.ItemVersion.Material.Supply;
import org.yimen.form.FormCheck;

/** 受理审查要点 and 当场更正: what is looked at before acceptance, and put right on the spot. */
public final class Checkpoints {

    /** Stands for every checkpoint of the version, whatever they are; it is the name of none. */
    private static final String EVERY = "*";

    static final List<String> ALL = List.of(EVERY);

    private Checkpoints() {}

    /**
     * One checkpoint of one material.
     *
     * @param until 材料有效期: the last day on which the paper is good, or null where it has none
     * @param expired that day is over
     */
    public record Point(
            Material material,
            Checkpoint checkpoint,
            @Nullable LocalDate until,
            boolean expired) {
        /** Names it within the version. */
        public String id() {
            return material.code() + "." + checkpoint.code();
        }
    }

    /** What there is to look at in this application: of a paper that is not there, nothing. */
    public static List<Point> of(ItemVersion item, Dossier dossier) {
        return item.materials(FormCheck.read(item.form(), dossier.answers())).stream()
                .filter(material -> material.supply() != Supply.APPLICANT
                        || !dossier.files(material.code()).isEmpty())
                .filter(material -> !dossier.replaces(item, material.code()))
                .flatMap(Checkpoints::of)
                .toList();
    }

    /** The same with how long each paper is good, as somebody sees it who looks at them on that day. */
    public static List<Point> of(ItemVersion item, Dossier dossier, LocalDate today) {
        return of(item, dossier).stream()
                .map(point -> Validity.until(item, point.material(), dossier)
                        .filter(_ -> point.checkpoint().mandatory())
                        .map(until -> new Point(point.material(), point.checkpoint(), until, until.isBefore(today)))
                        .orElse(point))
                .toList();
    }

    private static Stream<Point> of(Material material) {
        return material.checkpoints().stream().map(checkpoint -> new Point(material, checkpoint, null, false));
    }

    /** The names that the version knows; nobody vouches for anything else. */
    public static List<String> known(ItemVersion item, List<String> named) {
        Set<String> all = Set.copyOf(item.materials().stream()
                .flatMap(Checkpoints::of)
                .map(Point::id)
                .toList());
        return named.stream().filter(all::contains).distinct().toList();
    }

    /** The mandatory ones that nobody has looked at. */
    public static List<Point> open(ItemVersion item, Dossier dossier, List<String> looked) {
        return of(item, dossier).stream()
                .filter(point -> point.checkpoint().mandatory() && !looked.contains(point.id()))
                .toList();
    }

    /** True where the caller vouches for all of them. */
    static boolean isVouchedFor(List<String> looked) {
        return looked.equals(ALL);
    }

    /** Nothing is accepted while a mandatory checkpoint is open. What silence has accepted is accepted all the same. */
    static void demand(ItemVersion item, Dossier dossier, List<String> looked, List<Event> events) {
        boolean deemed = events.stream()
                .anyMatch(
                        event -> event instanceof Event.Accepted(var acceptance, var _, var _) && acceptance.deemed());
        int open = deemed ? 0 : open(item, dossier, looked).size();
        if (open > 0) {
            throw new CaseRuleBroken("application.checkpoints.open", open);
        }
    }

    /** Before the acceptance the journal says what was looked at. */
    static List<Event> looked(List<String> looked, List<Event> accepted, Context context) {
        if (looked.isEmpty() || isVouchedFor(looked)) {
            return accepted;
        }
        var events = new ArrayList<Event>();
        events.add(new Event.Checked(context.today(), looked));
        events.addAll(accepted);
        return events;
    }

    /** 收件: what the window looked at, for whoever accepts. Once the days are over, silence has accepted. */
    static List<Event> received(State state, List<String> looked, Context context) {
        Application.mustNotBeSilent(state, context);
        return List.of(new Event.Checked(context.today(), known(context.item(), looked)));
    }

    /** What the window looked at when it received what is handed in now; empty where none received it. */
    public static Optional<List<String>> received(List<CaseView.Entry> history) {
        Optional<List<String>> looked = Optional.empty();
        for (CaseView.Entry entry : history) {
            looked = switch (entry.event()) {
                case Event.Checked(var _, var points) -> Optional.of(points);
                // What came in or was changed since, nobody has looked at.
                case Event.MaterialsSupplied _, Event.CorrectedOnTheSpot _ -> Optional.empty();
                default -> looked;
            };
        }
        return looked;
    }

    /** Art. 32(3): obvious errors may be corrected on the spot. Once the days are over, silence has accepted. */
    static List<Event> corrected(State state, CorrectOnTheSpot correct, Context context) {
        Application.mustNotBeSilent(state, context);
        return List.of(new Event.CorrectedOnTheSpot(context.today(), correct.question(), correct.dossier()));
    }
}
