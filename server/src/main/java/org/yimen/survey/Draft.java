package org.yimen.survey;

import java.time.Instant;
import java.util.UUID;
import org.yimen.form.Answers;

/** Answers to a questionnaire that are not handed in yet, right or wrong. */
public record Draft(Questionnaire of, UUID id, Answers answers, Instant savedAt) {

    @Override
    public String toString() {
        return "Draft[" + of.code() + " " + id + "]";
    }
}
