package org.yimen.desk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Candidate;
import org.yimen.application.CaseView;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.PlaceWords;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.custody.Original;
import org.yimen.identity.Masks;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;

/**
 * The originals of a case: what is here, what comes in, what goes back.
 *
 * @param originals those that have left too
 * @param takesIn true where this officer may take papers in
 * @param candidates those to whom papers may be given back
 * @param carded whose card the officer has just read, or null
 * @param typed what was typed into a form that was refused
 */
public record CaseOriginalsPage(
        DeskFrame frame,
        CaseView view,
        List<Original> originals,
        boolean takesIn,
        List<Candidate> candidates,
        @Nullable Candidate carded,
        PlaceWords placed,
        EventWords events,
        String key,
        Typed typed,
        @Nullable RuleBroken refusal,
        String field,
        boolean done) {

    public CaseOriginalsPage {
        originals = List.copyOf(originals);
        candidates = List.copyOf(candidates);
    }

    public String base() {
        return "/desk/cases/" + view.file().id().value() + "/originals";
    }

    /** What the applicant brings himself. */
    public List<Material> materials() {
        return view.item().materials().stream()
                .filter(material -> material.supply() == Material.Supply.APPLICANT)
                .toList();
    }

    public String where(Original original, Words words) {
        return placed.standing(original).in(words);
    }

    public List<Original> here() {
        return originals.stream().filter(Original::isHere).toList();
    }

    public int sheets() {
        return originals.stream().mapToInt(Original::sheets).sum();
    }

    /** What this officer has in his hands. */
    public List<Original> held() {
        return here().stream()
                .filter(original -> !original.isOnTheWay()
                        && original.standing().by().equals(frame.officer().id()))
                .toList();
    }

    public List<Choice> returnable(Words words) {
        return held().stream()
                .map(original -> Choice.of(
                        original.number().toString(),
                        words.say("desk.case-originals.one", original.number(), words.text(original.what()))))
                .toList();
    }

    public List<Choice> takers(Words words) {
        return candidates.stream()
                .map(each -> Choice.of(
                        each.code(),
                        words.say("desk.hand-over.to", words.say(each.relation().key()), Masks.name(each.name()))))
                .toList();
    }

    public @Nullable ErrorMessage error(String name, Words words) {
        return refusal == null || !Typed.fieldOf(refusal, field).equals(name)
                ? null
                : ErrorMessage.of(words.say(refusal.code(), refusal.arguments().toArray()));
    }

    public List<ErrorItem> errors(Words words) {
        return refusal == null
                ? List.of()
                : List.of(ErrorItem.of(
                        Typed.fieldOf(refusal, field),
                        words.say(refusal.code(), refusal.arguments().toArray())));
    }
}
