package org.yimen.survey;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yimen.form.Form;
import org.yimen.platform.Text;

/**
 * 问卷: what is asked, of whom, and from when until when, both days included. Its questions stay as they are once somebody has
 * answered; other questions are another questionnaire.
 *
 * @param scoring how a score and a rate are had from it, or null
 * @param open true where everybody sees the figures while it runs and afterwards; no text that somebody wrote is among them
 */
public record Questionnaire(
        String code,
        Text title,
        Text intro,
        LocalDate from,
        LocalDate until,
        Who who,
        boolean open,
        @Nullable Scoring scoring,
        Form form) {

    /** Who may answer, each once. */
    public enum Who {
        /** Whoever is signed in once, and each browser of somebody who is not, who does not answer there again signed in. */
        ANYBODY,
        SIGNED_IN,
        /** Whom chance has drawn of those who were served of late. */
        SAMPLED
    }

    /** Where it stands on a day. */
    public enum Standing {
        TO_COME,
        RUNS,
        OVER
    }

    public Standing on(LocalDate day) {
        if (day.isBefore(from)) {
            return Standing.TO_COME;
        }
        return day.isAfter(until) ? Standing.OVER : Standing.RUNS;
    }
}
