package org.yimen.console;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yimen.identity.Machine;
import org.yimen.identity.Scope;
import org.yimen.organisation.Department;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.web.Words;

/** All machines, and the form for a new one. */
public record MachinesPage(ConsoleFrame frame, List<Machine> machines, List<Department> departments, Form form) {

    public MachinesPage {
        machines = List.copyOf(machines);
        departments = List.copyOf(departments);
    }

    /**
     * What was typed, right or wrong.
     *
     * @param client the id that the new machine will have
     * @param errors field → message key
     */
    public record Form(
            String client,
            String name,
            String department,
            String posts,
            List<String> scopes,
            Map<String, String> errors) {
        public Form {
            scopes = List.copyOf(scopes);
            errors = Map.copyOf(errors);
        }

        static Form empty(String client) {
            return new Form(client, "", "", "", List.of(), Map.of());
        }

        public @Nullable String error(String field) {
            return errors.get(field);
        }
    }

    /** Every scope with what it opens. */
    public static List<Choice> scopes(Words words) {
        return Arrays.stream(Scope.values())
                .map(scope -> Choice.of(
                        scope.code(),
                        words.say("console.machines.scope-" + scope.code().replace('.', '-'))))
                .toList();
    }
}
