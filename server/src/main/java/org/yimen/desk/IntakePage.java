package org.yimen.desk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Dossier;
import org.yimen.application.web.EventWords;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.ItemVersion;
import org.yimen.identity.Person;
import org.yimen.platform.Text;

/**
 * What the applicant at the window has begun, and what he can begin.
 *
 * @param name masked, but for a firm
 * @param agents who may act for the firm today
 * @param cases what was handed in and is not finished, newest first
 * @param item the chosen item, as sent
 * @param person the chosen agent, as sent
 * @param error message key of what is wrong
 */
public record IntakePage(
        DeskFrame frame,
        UUID holder,
        String name,
        String number,
        List<Person> agents,
        boolean entity,
        List<Open> drafts,
        List<Running> cases,
        List<ItemVersion> items,
        String item,
        String person,
        @Nullable String error,
        EventWords events) {

    public IntakePage {
        agents = List.copyOf(agents);
        drafts = List.copyOf(drafts);
        cases = List.copyOf(cases);
        items = List.copyOf(items);
    }

    /** A draft and the version that it is filled in for. */
    public record Open(Dossier draft, ItemVersion item) {}

    /** A case that is not finished, and what it is about. */
    public record Running(Summary file, Text item) {}

    /** Names the beginning of a draft, so that a second click begins none; another one each time the page is shown. */
    public UUID key() {
        return UUID.randomUUID();
    }

    /** The items by their department, in the order of the list. */
    public Map<String, List<ItemVersion>> byDepartment() {
        var groups = new LinkedHashMap<String, List<ItemVersion>>();
        for (ItemVersion version : items) {
            groups.merge(version.department(), List.of(version), (some, more) -> {
                var all = new ArrayList<>(some);
                all.addAll(more);
                return all;
            });
        }
        return groups;
    }
}
