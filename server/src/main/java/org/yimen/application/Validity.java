package org.yimen.application;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yimen.application.Application.DefectNotice;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.catalogue.ItemVersion.Material.Term;
import org.yimen.form.Finding;
import org.yimen.form.FormCheck;
import org.yimen.form.Question;
import org.yimen.form.Value;

/** 材料有效期: until when a paper is good, by the day that the applicant read off it. Pure. */
public final class Validity {

    private Validity() {}

    /** The day of a newer paper is missing, not a day, or not one on which the paper is good. */
    public static final class DayRefused extends CaseRuleBroken {
        private DayRefused(String code, Object... arguments) {
            super(code, arguments);
        }
    }

    /** The last day, where the paper bears a day that counts and somebody said which. */
    public static Optional<LocalDate> until(ItemVersion item, Material material, Dossier dossier) {
        return Optional.ofNullable(material.term())
                .flatMap(term -> printed(item, term, dossier).map(term::until));
    }

    /** Until when the paper was good that was handed in, where a newer one or another day took its place. */
    public static Optional<LocalDate> before(ItemVersion item, Material material, Dossier dossier) {
        return Optional.ofNullable(material.term())
                .flatMap(term -> Optional.ofNullable(dossier.before(term.question()))
                        .flatMap(given -> day(item, term, given))
                        .map(term::until));
    }

    /** 补正: the question for the day of a newer paper; none where the paper bears none, or these answers do not ask it. */
    public static Optional<Question> day(ItemVersion item, String material, Dossier dossier) {
        return item.materials().stream()
                .filter(each -> each.code().equals(material))
                .flatMap(each -> Stream.ofNullable(each.term()))
                .flatMap(term -> FormCheck.asked(item.form(), dossier.answers()).stream()
                        .filter(question -> question.code().equals(term.question())))
                .findFirst();
    }

    /** The day that was read off a newer paper, or why that is none on which it is good. */
    static List<String> newer(
            ItemVersion item,
            String material,
            Question question,
            List<String> given,
            Dossier dossier,
            LocalDate today) {
        List<String> day = FormCheck.normalise(question, given);
        if (day.isEmpty()) {
            throw new DayRefused("application.validity.no-day", name(item, material));
        }
        FormCheck.check(question, day).ifPresent(wrong -> {
            throw new DayRefused(wrong.key(), wrong.arguments().toArray());
        });
        demandGood(item, material, dossier.with(dossier.answers().with(question.code(), day)), today);
        return day;
    }

    /** Refuses a supplement in which a newer paper came without its day, or has run out since. */
    static void demand(ItemVersion item, Dossier dossier, DefectNotice notice, LocalDate today) {
        for (var defect : notice.defects()) {
            day(item, defect.material(), dossier).ifPresent(question -> {
                if (!dossier.corrected(question.code(), notice.at())) {
                    throw new DayRefused("application.validity.no-day", name(item, defect.material()));
                }
                demandGood(item, defect.material(), dossier, today);
            });
        }
    }

    private static void demandGood(ItemVersion item, String material, Dossier dossier, LocalDate today) {
        item.materials().stream()
                .filter(each -> each.code().equals(material))
                .flatMap(each -> wrong(item, each, dossier, today))
                .findFirst()
                .ifPresent(wrong -> {
                    throw new DayRefused(wrong.key(), wrong.arguments().toArray());
                });
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
        return day(item, term, dossier.answers().all(term.question()));
    }

    private static Optional<LocalDate> day(ItemVersion item, Term term, List<String> given) {
        return item.form()
                .question(term.question())
                .map(question -> FormCheck.value(question, given))
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

    private static Object name(ItemVersion item, String code) {
        return item.materials().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .<Object>map(Material::name)
                .orElse(code);
    }
}
