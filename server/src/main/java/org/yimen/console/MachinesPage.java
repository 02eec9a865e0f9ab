package org.yimen.console;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.identity.Machine;
import org.yimen.identity.Scope;
import org.yimen.organisation.Department;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Words;

/** All machines, and the form for a new one. */
public record MachinesPage(
        ConsoleFrame frame, List<Machine> machines, List<Department> departments, List<Pick> posts, Form form) {

    public MachinesPage {
        machines = List.copyOf(machines);
        departments = List.copyOf(departments);
        posts = List.copyOf(posts);
    }

    /**
     * What was typed, right or wrong.
     *
     * @param key names the proposal, so that the form sent twice makes one
     * @param client the id that the new machine will have
     * @param errors field → message key
     */
    public record Form(
            String key,
            String client,
            String name,
            String department,
            List<String> posts,
            List<String> scopes,
            String reason,
            Map<String, String> errors) {
        public Form {
            posts = List.copyOf(posts);
            scopes = List.copyOf(scopes);
            errors = Map.copyOf(errors);
        }

        static Form empty(String client) {
            return new Form(UUID.randomUUID().toString(), client, "", "", List.of(), List.of(), "", Map.of());
        }

        Form with(String field, String error) {
            return new Form(key, client, name, department, posts, scopes, reason, Map.of(field, error));
        }

        public @Nullable String error(String field) {
            return errors.get(field);
        }
    }

    /** Every post that a machine may hold. */
    public List<Choice> choices(Words words) {
        return posts.stream()
                .map(post -> Choice.of(post.value(), post.said().in(words)))
                .toList();
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
