package org.yimen.application;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;

/** What a rotation of keys seals anew here, and in the cases whose applicant this module seals. */
@Configuration(proxyBeanMethods = false)
class ApplicationColumns {

    @Bean
    SealedColumns dossierSealed() {
        return new SealedColumns(
                "application.dossier", "region_code", "id", List.of(new Column(Dossiers.COLUMN, "content", "")));
    }

    @Bean
    SealedColumns correctionSealed() {
        return new SealedColumns(
                "application.correction",
                "region_code",
                "id",
                List.of(new Column(Corrections.WORDS, "words_sealed", "")));
    }

    @Bean
    SealedColumns uploadSealed() {
        return new SealedColumns(
                "application.upload", "region_code", "id", List.of(new Column(Uploads.NAME, "name", "")));
    }

    @Bean
    SealedColumns uploadPieceSealed() {
        return new SealedColumns(
                "application.upload_piece", "region_code", "id", List.of(new Column(Uploads.CONTENT, "content", "")));
    }

    @Bean
    SealedColumns applicantSealed() {
        return new SealedColumns(
                "casework.case_file",
                "region_code",
                "id",
                List.of(new Column(ApplicationDesk.SNAPSHOT, "applicant_sealed", "")));
    }
}
