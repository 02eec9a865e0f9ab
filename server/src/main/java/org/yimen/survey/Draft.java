package org.yimen.survey;

import java.time.Instant;
import java.util.UUID;
import org.yimen.form.Answers;
import org.yimen.form.Course;

/** Answers to a questionnaire that are not handed in yet, right or wrong. */
public record Draft(Questionnaire of, UUID id, Answers answers, Instant savedAt) {

    /** The way through the questionnaire as these answers lead, with everything that is wrong with them. */
    public Course course() {
        Course read = Course.of(of.form(), answers);
        return new Course(of.form(), answers, FreeText.checked(this, read.reading()));
    }

    @Override
    public String toString() {
        return "Draft[" + of.code() + " " + id + "]";
    }
}
