package org.yimen.knowledge;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;
import org.yimen.platform.Setting;

/** The house's own number, and what a rotation of keys seals anew here. */
@Configuration(proxyBeanMethods = false)
class KnowledgeSettings {

    /** No law sets it: the standard value is ours, an administrator changes it. */
    @Bean
    Setting knowledgeDays() {
        return Setting.number(AskedQuestions.DAYS, "system-admin", 5, 1, 20);
    }

    /** So many people look for the same words in vain before they are a department's task. */
    @Bean
    Setting knowledgeUnfoundPeople() {
        return Setting.number(UnfoundWords.PEOPLE, "system-admin", 3, 2, 50);
    }

    @Bean
    Setting knowledgeUnfoundDays() {
        return Setting.number(UnfoundWords.DAYS, "system-admin", 30, 1, 90);
    }

    /** So many tasks at most open by themselves in a day: a flood of nonsense is counted, and nobody's work. */
    @Bean
    Setting knowledgeUnfoundADay() {
        return Setting.number(UnfoundWords.A_DAY, "system-admin", 10, 0, 100);
    }

    @Bean
    SealedColumns knowledgeQuestionSealed() {
        return new SealedColumns(
                "knowledge.question",
                "region_code",
                "id",
                List.of(
                        new Column(AskedQuestions.QUESTION, "question_sealed", ""),
                        new Column(AskedQuestions.ANSWER, "answer_sealed", "")));
    }
}
