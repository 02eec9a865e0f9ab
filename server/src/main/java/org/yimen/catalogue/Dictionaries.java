package org.yimen.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.form.Question.Choice;
import org.yimen.platform.Text;

/**
 * What a locality names for itself: its seven classes of cases, its eight disclosures, its themes.
 *
 * @param lists choices that the questions of several forms offer, by the name of the list
 */
public record Dictionaries(
        List<CaseClass> caseClasses, List<Heading> headings, List<Theme> themes, Map<String, List<Choice>> lists) {

    /** 七件: the documents that name the system give the count, not the list, so only the count is fixed. */
    public static final int CASE_CLASSES = 7;

    /** 八公开: as with the classes, only the count is fixed. */
    public static final int HEADINGS = 8;

    /** One of the 七件, e.g. 即办件. */
    public record CaseClass(String code, Text name, Text meaning) {}

    /** One of the 八公开, and which part of a guide stands under it. */
    public record Heading(String code, Text name, Part shows) {}

    /** 主题, by which people browse. */
    public record Theme(String code, Text name, Set<Audience> audiences) {
        public Theme {
            audiences = Set.copyOf(audiences);
        }
    }

    /** The parts of a guide, all of them made from the item version. */
    public enum Part {
        ITEM,
        BASIS,
        CONDITION,
        MATERIAL,
        PROCEDURE,
        LIMIT,
        FEE,
        RESULT,
        PLACE,
        HOURS,
        PHONE,
        COMPLAINT
    }

    public Dictionaries {
        caseClasses = List.copyOf(caseClasses);
        headings = List.copyOf(headings);
        themes = List.copyOf(themes);
        lists = Map.copyOf(lists);
    }

    public Optional<CaseClass> caseClass(String code) {
        return caseClasses.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    public Optional<Theme> theme(String code) {
        return themes.stream().filter(each -> each.code().equals(code)).findFirst();
    }
}
