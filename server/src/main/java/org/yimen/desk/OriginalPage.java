package org.yimen.desk;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.PlaceWords;
import org.yimen.custody.Act;
import org.yimen.custody.Move;
import org.yimen.custody.Original;
import org.yimen.custody.Place;
import org.yimen.custody.Standing;
import org.yimen.custody.Taker;
import org.yimen.delivery.Proof;
import org.yimen.delivery.Relation;
import org.yimen.document.Barcode;
import org.yimen.identity.Masks;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;

/**
 * One original: where it is, who answers for it, and what has happened to it.
 *
 * @param history the last move first
 * @param places where it can be sent
 * @param late true where nobody confirmed in time
 * @param opens true where the page of its case opens for who reads
 * @param second true of who gives the second word on it
 * @param key of the form that is sent next
 * @param typed what was typed into a form that was refused
 */
public record OriginalPage(
        DeskFrame frame,
        Original original,
        List<Move> history,
        List<Place> places,
        boolean late,
        boolean opens,
        boolean second,
        LocalDate today,
        PlaceWords placed,
        EventWords events,
        String key,
        Typed typed,
        @Nullable RuleBroken refusal,
        String field,
        String done) {

    public OriginalPage {
        history = List.copyOf(history);
        places = List.copyOf(places);
    }

    public Barcode.SvgPath barcode() {
        return Barcode.svgPath(original.number().compact());
    }

    public String where(Words words) {
        return placed.standing(original).in(words);
    }

    /** True where this officer answers for it. */
    public boolean mine() {
        return original.isHere()
                && original.standing().by().equals(frame.officer().id());
    }

    public boolean holds() {
        return mine() && !original.isOnTheWay() && !original.isDoomed();
    }

    /** True where this officer can say that it is gone. */
    public boolean misses() {
        return original.isHere() && (mine() || second);
    }

    /** True where this officer can say that he has it again. */
    public boolean finds() {
        return original.isLost() && !Place.servedBy(frame.officer()).isEmpty();
    }

    /** The last day on which its owner can fetch what is to be destroyed; null where nobody wants that. */
    public @Nullable LocalDate fetchUntil() {
        return original.standing() instanceof Standing.Doomed doomed ? doomed.fetchUntil() : null;
    }

    /** True where the second one is not too early. */
    public boolean fetchIsOver() {
        LocalDate until = fetchUntil();
        return until != null && today.isAfter(until);
    }

    /** True where it is on its way to where this officer sits, and somebody else gave it. */
    public boolean comes() {
        return !mine() && original.comesTo(frame.officer());
    }

    public List<Option> targets(Words words) {
        return places.stream()
                .map(place -> Option.of(
                        place.code(), placed.place(original.region(), place).in(words)))
                .toList();
    }

    public List<Choice> reasons(Words words) {
        return Arrays.stream(Act.Reason.values())
                .map(reason -> Choice.of(reason.name(), words.say(key(reason))))
                .toList();
    }

    /** What happened, and between which places. */
    public String title(Move move, Words words) {
        String place = placed.place(original.region(), move.place()).in(words);
        Place to = move.to();
        return words.say(
                "custody.move." + code(move.kind()),
                place,
                to == null ? "" : placed.place(original.region(), to).in(words));
    }

    /** What was said about it, or null. */
    public @Nullable String detail(Move move, Words words) {
        Act.Reason reason = move.detail().reason();
        Taker taker = move.detail().taker();
        if (taker != null) {
            return words.say(
                    "desk.original.taker",
                    Masks.name(taker.name()),
                    words.say(Relation.of(taker.relation()).key()),
                    words.say(Proof.of(taker.proof()).key()));
        }
        String note = move.detail().note();
        if (!move.detail().then().isEmpty()) {
            return words.say("desk.original.loss", note, move.detail().then());
        }
        if (reason != null) {
            return note.isEmpty()
                    ? words.say(key(reason))
                    : words.say("desk.original.reason", words.say(key(reason)), note);
        }
        return note.isEmpty() ? null : note;
    }

    private static String key(Act.Reason reason) {
        return "custody.reason." + code(reason);
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public @Nullable ErrorMessage error(String name, Words words) {
        return refusal == null || !Typed.fieldOf(refusal, field).equals(name)
                ? null
                : ErrorMessage.of(said(refusal, words));
    }

    public List<ErrorItem> errors(Words words) {
        return refusal == null ? List.of() : List.of(ErrorItem.of(Typed.fieldOf(refusal, field), said(refusal, words)));
    }

    private static String said(RuleBroken refusal, Words words) {
        return words.say(refusal.code(), refusal.arguments().toArray());
    }
}
