package org.yimen.application.web;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.State;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.RiskField;
import org.yimen.form.Question;
import org.yimen.platform.web.Words;

/** Where a case stands, in words for whoever waits for it. */
public final class CaseWords {

    private CaseWords() {}

    /** 审查中 and so on, for a tag. */
    public static String status(State state, Words words) {
        return status(state.getClass().getSimpleName(), words);
    }

    /** The same from the name that lists hold. */
    public static String status(String name, Words words) {
        return words.say("application.status." + name);
    }

    /** What that means for the applicant, and whether he must do something. */
    public static String meaning(State state, Words words) {
        return words.say("application.meaning." + state.getClass().getSimpleName());
    }

    /** What somebody must do next, e.g. 审查. */
    public static String act(String act, Words words) {
        return words.say("application.act." + act);
    }

    /** The fields in which nothing is granted on a promise, in their order. */
    public static String fields(Set<RiskField> fields, Words words) {
        return fields.stream()
                .sorted()
                .map(field -> words.say(field.key()))
                .collect(Collectors.joining(words.say("catalogue.guide.semicolon")));
    }

    /** The name of a material or the words of a question, or the code where the version has none such. */
    public static String material(String code, ItemVersion item, Words words) {
        Optional<Question> question = Defect.question(code).flatMap(item.form()::question);
        if (question.isPresent()) {
            return words.say("application.defect.answer", question.get().label());
        }
        return item.materials().stream()
                .filter(material -> material.code().equals(code))
                .findFirst()
                .map(material -> words.text(material.name()))
                .orElse(code);
    }
}
