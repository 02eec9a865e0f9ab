package org.yimen.survey;

import java.util.ArrayList;
import java.util.List;
import org.yimen.form.Question;
import org.yimen.platform.Csv;
import org.yimen.platform.web.Words;

/** What was answered, as comma-separated values: one line for each who answered, personal numbers masked. */
public final class AnswersFile {

    private AnswersFile() {}

    public static String of(Questionnaire of, List<Response> responses, Words words) {
        List<Question> questions = of.form().questions();
        var head = new ArrayList<String>();
        head.add(words.say("survey.file.on"));
        questions.forEach(question -> head.add(words.text(question.label())));
        var lines = new ArrayList<String>();
        lines.add(line(head));
        for (Response response : responses) {
            var fields = new ArrayList<String>();
            fields.add(response.on().toString());
            questions.forEach(question -> {
                List<String> given = response.answers().all(question.code());
                fields.add(given.isEmpty() ? "" : FreeText.shown(question, given, words));
            });
            lines.add(line(fields));
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String line(List<String> fields) {
        return Csv.line(fields);
    }

    static String field(String text) {
        return Csv.field(text);
    }
}
