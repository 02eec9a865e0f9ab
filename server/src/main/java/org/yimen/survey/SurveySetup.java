package org.yimen.survey;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;

/** What a rotation of keys seals anew. */
@Configuration(proxyBeanMethods = false)
class SurveySetup {

    @Bean
    SealedColumns surveyDraftsSealed() {
        return new SealedColumns(
                "survey.draft", "region_code", "id", List.of(new Column(Responses.DRAFT, "answers_sealed", "")));
    }

    @Bean
    SealedColumns surveyResponsesSealed() {
        return new SealedColumns(
                "survey.response", "region_code", "id", List.of(new Column(Responses.RESPONSE, "answers_sealed", "")));
    }
}
