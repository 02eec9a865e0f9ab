package org.yimen.notify;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;

/** What a rotation of keys seals anew here. */
@Configuration(proxyBeanMethods = false)
class NotifyColumns {

    @Bean
    SealedColumns messageSealed() {
        return new SealedColumns(
                "notify.message",
                "region_code",
                "id",
                List.of(
                        new Column(Messages.ARGUMENTS, "arguments_sealed", ""),
                        new Column(Messages.ADDRESS, "address_sealed", "")));
    }

    @Bean
    SealedColumns preferenceSealed() {
        return new SealedColumns(
                "notify.preference",
                "region_code",
                "person_id",
                List.of(new Column(Preferences.MAIL, "mail_sealed", "")));
    }

    @Bean
    SealedColumns remarkSealed() {
        return new SealedColumns(
                "notify.remark", "region_code", "id", List.of(new Column(Remarks.TEXT, "text_sealed", "")));
    }

    @Bean
    SealedColumns enquirySealed() {
        return new SealedColumns(
                "notify.enquiry",
                "region_code",
                "id",
                List.of(
                        new Column(Enquiries.QUESTION, "question_sealed", ""),
                        new Column(Enquiries.ANSWER, "answer_sealed", ""),
                        new Column(Enquiries.CALLER, "caller_sealed", "")));
    }
}
