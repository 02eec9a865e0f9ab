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
 * @param systems 五制: how a class of cases is handled
 * @param shortLimits how soon an item is wanted in the green channel, by its code
 * @param lists choices that the questions of several forms offer, by the name of the list
 */
public record Dictionaries(
        List<CaseClass> caseClasses,
        List<HandlingSystem> systems,
        Map<String, ShortLimit> shortLimits,
        List<Heading> headings,
        List<Theme> themes,
        Map<String, List<Choice>> lists) {

    /**
     * 绿色通道的时限.
     *
     * @param workingDays from acceptance
     * @param basis what orders it; a limit without one is none
     */
    public record ShortLimit(int workingDays, String basis) {}

    /** 七件: the documents that name the system give the count, not the list, so only the count is fixed. */
    public static final int CASE_CLASSES = 7;

    /** 八公开: as with the classes, only the count is fixed. */
    public static final int HEADINGS = 8;

    /** 五制: only the count is fixed. */
    public static final int SYSTEMS = 5;

    /**
     * One of the 七件, e.g. 即办件.
     *
     * @param system the code of the handling system
     * @param by the rule by which a case comes into it; nobody chooses
     */
    public record CaseClass(String code, Text name, Text meaning, String system, By by) {}

    /** What puts a case into a class. */
    public enum By {
        /** The item names it. */
        ITEM,
        /** A notice of defects is out, or its answer not yet looked at. */
        DEFECTS,
        /** It was not accepted. */
        DECLINED,
        /** Somebody applied for the applicant. */
        AGENT
    }

    /**
     * One of the 五制: who decides, which documents are issued, which clock runs.
     *
     * @param documents nothing else is written on paper while a case is handled so
     */
    public record HandlingSystem(
            String code, Text name, Text meaning, Decider decides, Set<Document> documents, Runs clock) {
        public HandlingSystem {
            documents = Set.copyOf(documents);
        }
    }

    /** Whose post decides. */
    public enum Decider {
        /** 首席代表, and the head beside him. */
        CHIEF,
        /** 负责人, nobody for him. */
        HEAD
    }

    /** The formal documents of a case. */
    public enum Document {
        ACCEPTANCE,
        DEFECT_NOTICE,
        NON_ACCEPTANCE,
        STEP_NOTICE,
        EXTENSION_NOTICE,
        GRANT,
        REFUSAL
    }

    /** The clock by which the decision falls due. */
    public enum Runs {
        SAME_DAY,
        PROMISED,
        STATUTORY,
        ANSWER
    }

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
        systems = List.copyOf(systems);
        shortLimits = Map.copyOf(shortLimits);
        headings = List.copyOf(headings);
        themes = List.copyOf(themes);
        lists = Map.copyOf(lists);
    }

    public Optional<CaseClass> caseClass(String code) {
        return caseClasses.stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /** The class that a rule puts cases into, where the locality has one. */
    public Optional<CaseClass> caseClass(By by) {
        return caseClasses.stream().filter(each -> each.by() == by).findFirst();
    }

    /** How a class is handled. */
    public HandlingSystem system(CaseClass caseClass) {
        return systems.stream()
                .filter(each -> each.code().equals(caseClass.system()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No system of " + caseClass.code()));
    }

    public Optional<Theme> theme(String code) {
        return themes.stream().filter(each -> each.code().equals(code)).findFirst();
    }
}
