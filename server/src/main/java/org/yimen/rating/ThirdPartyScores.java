package org.yimen.rating;

import java.util.Map;
import org.yimen.insight.Period;
import org.yimen.survey.Satisfaction;

/** 第三方测评得分, as whoever evaluates from outside hands it in; beside it the live figures are shown (M-EVA-11). */
@FunctionalInterface
public interface ThirdPartyScores {

    /** Score and rate of each department that was evaluated in the period, by its code. */
    Map<String, Satisfaction> of(String region, Period period);
}
