package org.yimen.form;

import java.util.List;
import org.yimen.platform.Text;

/** What an applicant is asked, section by section. */
public record Form(List<Section> sections) {

    public record Section(String code, Text title, List<Question> questions) {
        public Section {
            questions = List.copyOf(questions);
        }
    }

    public Form {
        sections = List.copyOf(sections);
    }

    /** All questions in the order in which they are asked. */
    public List<Question> questions() {
        return sections.stream()
                .flatMap(section -> section.questions().stream())
                .toList();
    }
}
