package org.yimen.application;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.Dictionaries;
import org.yimen.catalogue.Dictionaries.By;
import org.yimen.catalogue.Dictionaries.CaseClass;
import org.yimen.catalogue.Dictionaries.Decider;
import org.yimen.catalogue.Dictionaries.Document;
import org.yimen.catalogue.Dictionaries.HandlingSystem;
import org.yimen.catalogue.Dictionaries.Runs;
import org.yimen.catalogue.ItemVersion;

/**
 * 七件 and 五制: every case is in one class, by where it stands and never by somebody's choice, and its class fixes who
 * decides, what is issued and which clock runs. That an agent handed it in (代办) stands beside: who decides a matter does not
 * hang on who brought it. Pure.
 */
final class Handling {

    private Handling() {}

    /** The one class of a case. */
    static CaseClass classOf(State state, ItemVersion item, Dictionaries words) {
        By by = switch (state) {
            case Declined _ -> By.DECLINED;
            case SupplementDue _, Supplemented _ -> By.DEFECTS;
            default -> By.ITEM;
        };
        return Optional.of(by)
                .filter(each -> each != By.ITEM)
                .flatMap(words::caseClass)
                .or(() -> words.caseClass(item.caseClass()))
                .orElseThrow(() -> new IllegalStateException("No class " + item.caseClass()));
    }

    /** 代办件: the class beside its own, where somebody handed it in for a person. */
    static Optional<CaseClass> beside(State state, Dictionaries words) {
        return state instanceof Draft || !Application.filing(state).isAssisted()
                ? Optional.empty()
                : words.caseClass(By.AGENT);
    }

    /** By which class lists are narrowed: what it waits for, else that an agent brought it, else the item's own. */
    static CaseClass listed(State state, ItemVersion item, Dictionaries words) {
        CaseClass own = classOf(state, item, words);
        return own.by() == By.ITEM ? beside(state, words).orElse(own) : own;
    }

    /** Refuses a document that the handling system does not know. */
    static void mustBeIssued(State state, Command command, Context context) {
        Document document = document(command);
        if (document == null) {
            return;
        }
        system(state, context)
                .filter(system -> !system.documents().contains(document))
                .ifPresent(_ -> {
                    throw CaseRuleBroken.beyondTheList("application.handling.document", document);
                });
    }

    /** True where the head alone decides. */
    static boolean isTheHeads(State state, Context context) {
        return system(state, context)
                .filter(system -> system.decides() == Decider.HEAD)
                .isPresent();
    }

    /** True where the decision falls due by the limit of the law instead of the promise. */
    static boolean runsByLaw(State state, Context context) {
        return system(state, context)
                .filter(system -> system.clock() == Runs.STATUTORY)
                .isPresent();
    }

    private static Optional<HandlingSystem> system(State state, Context context) {
        Dictionaries words = context.words();
        return words == null ? Optional.empty() : Optional.of(words.system(classOf(state, context.item(), words)));
    }

    private static @Nullable Document document(Command command) {
        return switch (command) {
            case Accept _, AcceptWithGaps _ -> Document.ACCEPTANCE;
            case NoticeDefects _ -> Document.DEFECT_NOTICE;
            case Decline _ -> Document.NON_ACCEPTANCE;
            case StartStep _, ProlongStep _ -> Document.STEP_NOTICE;
            case Extend _ -> Document.EXTENSION_NOTICE;
            case Grant _ -> Document.GRANT;
            case Refuse _ -> Document.REFUSAL;
            case Consent(var grants, var _) -> grants ? Document.GRANT : Document.REFUSAL;
            default -> null;
        };
    }
}
