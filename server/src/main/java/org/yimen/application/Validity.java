package org.yimen.application;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.catalogue.ItemVersion.Material.Term;
import org.yimen.form.Finding;
import org.yimen.form.FormCheck;
import org.yimen.form.Value;

/** 材料有效期: until when a paper is good, by the day that the applicant read off it. Pure. */
public final class Validity {

    private Validity() {}

    /** The last day, where the paper bears a day that counts and somebody said which. */
    public static Optional<LocalDate> until(ItemVersion item, Material material, Dossier dossier) {
        return Optional.ofNullable(material.term())
                .flatMap(term -> printed(item, term, dossier).map(term::until));
    }

    /** The last days of all papers that bear one, by material. */
    static Map<String, LocalDate> ofPapers(ItemVersion item, Dossier dossier) {
        var days = new LinkedHashMap<String, LocalDate>();
        for (Material material : Drafts.uploads(item, dossier)) {
            until(item, material, dossier).ifPresent(until -> days.put(material.code(), until));
        }
        return days;
    }

    private static Optional<LocalDate> printed(ItemVersion item, Term term, Dossier dossier) {
        return item.form()
                .question(term.question())
                .map(question -> FormCheck.value(question, dossier.answers().all(question.code())))
                .flatMap(value -> value instanceof Value.Day(var on) ? Optional.of(on) : Optional.empty());
    }

    /** What is no longer good, or bears a day that has not come; each beside the question for that day. */
    public static List<Finding> wrong(ItemVersion item, Dossier dossier, LocalDate today) {
        return Drafts.uploads(item, dossier).stream()
                .flatMap(material -> wrong(item, material, dossier, today))
                .toList();
    }

    private static Stream<Finding> wrong(ItemVersion item, Material material, Dossier dossier, LocalDate today) {
        Term term = material.term();
        if (term == null) {
            return Stream.empty();
        }
        return printed(item, term, dossier).stream().flatMap(printed -> {
            if (term.until(printed).isBefore(today)) {
                return Stream.of(Finding.of(
                        term.question(), "application.validity.expired", material.name(), term.until(printed)));
            }
            return term.months() > 0 && printed.isAfter(today)
                    ? Stream.of(Finding.of(term.question(), "application.validity.future", material.name()))
                    : Stream.empty();
        });
    }
}
