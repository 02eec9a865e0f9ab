package org.yimen.application;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.yimen.application.Application.Command.Entrust;
import org.yimen.application.Application.Event;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;

/**
 * 项目经理: who answers for a whole case, whoever has its tasks. Where the item belongs to themes he is of a team of one of
 * them on that day; whoever is not any more is no case manager from that moment on. Pure.
 */
final class CaseManagers {

    private CaseManagers() {}

    static List<Event> entrusted(Entrust entrust, Context context) {
        reason(entrust.to(), context).ifPresent(code -> {
            throw new CaseRuleBroken(code);
        });
        return List.of(new Event.Entrusted(
                context.today(),
                entrust.to(),
                entrust.note(),
                Powers.steering(context.item().department(), context)));
    }

    /** A member takes a case of his theme by himself; whoever names another one needs a letter. */
    @Guard
    static boolean takesItHimself(UUID to, Context context) {
        return context.actor().id().equals(to)
                && !context.item().themes().isEmpty()
                && reason(to, context).isEmpty();
    }

    /** The message key of why that colleague cannot be case manager, if anything is in the way. */
    static Optional<String> reason(UUID to, Context context) {
        Optional<Officer> colleague = context.colleagues()
                .find(to)
                .filter(officer -> !officer.posts().isEmpty() && !officer.onlyAdministers());
        if (context.item().themes().isEmpty()) {
            boolean concerned = colleague.stream()
                    .flatMap(officer -> officer.posts().stream())
                    .anyMatch(post -> Steering.concerned(context).contains(Tasks.department(post)));
            if (!concerned) {
                return Optional.of("application.entrust.not-concerned");
            }
        } else if (!context.records().team().contains(to)) {
            // 专职队伍: only members can be case managers of themes.
            return Optional.of(
                    context.records().team().isEmpty()
                            ? "application.entrust.no-team"
                            : "application.entrust.not-of-a-team");
        }
        if (colleague.isEmpty()) {
            return Optional.of("application.entrust.not-of-a-team");
        }
        return colleague.filter(context.records()::mayAnswerFor).isPresent()
                ? Optional.empty()
                : Optional.of("application.entrust.sees-it-not");
    }
}
