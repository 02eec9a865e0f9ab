package org.yimen.procedure;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;

/** What a rotation of keys seals anew here. */
@Configuration(proxyBeanMethods = false)
class ProcedureColumns {

    @Bean
    SealedColumns surveySealed() {
        return new SealedColumns(
                "procedure.survey", "region_code", "id", List.of(new Column(Surveys.COLUMN, "content", "")));
    }

    @Bean
    SealedColumns mendingSealed() {
        return new SealedColumns(
                "procedure.mending",
                "region_code",
                "survey_id",
                List.of(new Column(Mendings.WHAT, "what", ""), new Column(Mendings.SAID, "said", "")));
    }

    @Bean
    SealedColumns expertSealed() {
        return new SealedColumns(
                "procedure.expert",
                "region_code",
                "id",
                List.of(new Column(Experts.COLUMN, "content", ""), new Column(Experts.NAME, "name_sealed", "")));
    }

    @Bean
    SealedColumns entitledSealed() {
        return new SealedColumns(
                "procedure.entitled", "region_code", "id", List.of(new Column(Hearings.ENTITLED, "content", "")));
    }

    @Bean
    SealedColumns minutesSealed() {
        return new SealedColumns(
                "procedure.hearing", "region_code", "id", List.of(new Column(Hearings.MINUTES, "minutes", "")));
    }

    @Bean
    SealedColumns objectionSealed() {
        return new SealedColumns(
                "procedure.objection",
                "region_code",
                "id",
                List.of(new Column(Objections.CONTENT, "content", ""), new Column(Objections.ANSWER, "answer", "")));
    }

    @Bean
    SealedColumns engagementSealed() {
        return new SealedColumns(
                "procedure.engagement", "region_code", "id", List.of(new Column(Engagements.TERMS, "content", "")));
    }
}
