package org.yimen.supervision;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;

/** The rules of inquiries, and which columns of theirs are sealed. */
@Configuration(proxyBeanMethods = false)
class InquirySetup {

    @Bean
    ConductRules conductRules() {
        return ConductRules.bundled();
    }

    @Bean
    SealedColumns inquirySealed() {
        return new SealedColumns(
                "supervision.inquiry", "region_code", "id", List.of(new Column(InquiryBook.CONTENT, "content", "")));
    }

    @Bean
    SealedColumns inquiryEntrySealed() {
        return new SealedColumns(
                "supervision.inquiry_entry",
                "region_code",
                "id",
                List.of(new Column(InquiryBook.ENTRY, "content", "")));
    }
}
