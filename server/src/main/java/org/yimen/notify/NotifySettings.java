package org.yimen.notify;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yimen.platform.Setting;

/** Within how many working days the office answers, and which gateways there are. */
@Configuration(proxyBeanMethods = false)
class NotifySettings {

    @Bean
    Setting answerDays() {
        return Setting.number(Remarks.DAYS, "system-admin", 2, 1, 20);
    }

    @Bean
    Setting enquiryDays() {
        return Setting.number(Enquiries.DAYS, "system-admin", 3, 1, 20);
    }

    @Bean
    Gateways gateways(ObjectProvider<SmsGateway> sms, ObjectProvider<MailGateway> mail) {
        return new Gateways(sms.getIfAvailable(), mail.getIfAvailable());
    }
}
