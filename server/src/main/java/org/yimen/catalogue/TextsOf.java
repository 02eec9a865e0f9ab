package org.yimen.catalogue;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Plan;
import org.yimen.form.Field;
import org.yimen.form.Question;
import org.yimen.platform.Text;

/** Walks over every text of a version that a person reads, with its place. */
final class TextsOf {

    private TextsOf() {}

    static void each(ItemVersion version, BiConsumer<String, Text> visitor) {
        visitor.accept("name", version.name());
        visitor.accept("summary", version.summary());
        for (int i = 0; i < version.conditions().size(); i++) {
            visitor.accept("conditions", version.conditions().get(i).text());
        }
        for (int i = 0; i < version.materials().size(); i++) {
            String path = "materials[" + i + "].";
            var material = version.materials().get(i);
            visitor.accept(path + "name", material.name());
            accept(path + "note", material.note(), visitor);
            accept(path + "issuer", material.issuer(), visitor);
            accept(path + "sample", material.sample(), visitor);
            for (int k = 0; k < material.checkpoints().size(); k++) {
                String at = path + "checkpoints[" + k + "].";
                var point = material.checkpoints().get(k);
                visitor.accept(at + "look", point.look());
                visitor.accept(at + "pass", point.pass());
                accept(at + "mistake", point.mistake(), visitor);
            }
        }
        for (int i = 0; i < version.form().sections().size(); i++) {
            var section = version.form().sections().get(i);
            visitor.accept("form[" + i + "].title", section.title());
            for (int k = 0; k < section.questions().size(); k++) {
                question(
                        "form[" + i + "].questions[" + k + "].",
                        section.questions().get(k),
                        visitor);
            }
        }
        for (int i = 0; i < version.form().checks().size(); i++) {
            visitor.accept(
                    "checks[" + i + "].message", version.form().checks().get(i).message());
        }
        for (int i = 0; i < version.plan().elements().size(); i++) {
            Plan.Element element = version.plan().elements().get(i);
            visitor.accept("plan[" + i + "].name", element.name());
        }
        visitor.accept("fee.text", version.fee().text());
        for (int i = 0; i < version.fee().lines().size(); i++) {
            String path = "fee.lines[" + i + "].";
            FeeLine line = version.fee().lines().get(i);
            visitor.accept(path + "name", line.name());
            visitor.accept(path + "standard", line.standard());
            visitor.accept(path + "unit", line.unit());
            visitor.accept(path + "payee", line.payee());
        }
        visitor.accept("result.name", version.result().name());
        accept("result.validity", version.result().validity(), visitor);
        accept("visits.reason", version.visits().reason(), visitor);
        var quota = version.quota();
        accept("mode.lineSystem", version.mode().lineSystem(), visitor);
        if (quota != null) {
            visitor.accept("quota.rule", quota.rule());
        }
        for (int i = 0; i < version.faq().size(); i++) {
            visitor.accept("faq[" + i + "].question", version.faq().get(i).question());
            visitor.accept("faq[" + i + "].answer", version.faq().get(i).answer());
        }
    }

    private static void question(String path, Question question, BiConsumer<String, Text> visitor) {
        visitor.accept(path + "label", question.label());
        accept(path + "hint", question.hint(), visitor);
        accept(path + "why", question.why(), visitor);
        accept(path + "unit", question.unit(), visitor);
        for (var choice : question.choices()) {
            visitor.accept(path + "choices." + choice.code(), choice.label());
        }
        if (question.field() instanceof Field.Table(var columns, var _, var _, var _)) {
            for (int i = 0; i < columns.size(); i++) {
                question(path + "columns[" + i + "].", columns.get(i), visitor);
            }
        }
    }

    private static void accept(String path, @Nullable Text text, BiConsumer<String, Text> visitor) {
        if (text != null) {
            visitor.accept(path, text);
        }
    }
}
