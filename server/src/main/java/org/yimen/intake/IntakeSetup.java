package org.yimen.intake;

import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.SealedColumns;
import org.yimen.crypto.SealedColumns.Column;
import org.yimen.hotline.OrderChannels;
import org.yimen.platform.web.SignedCalls;

/** What the module brings along: its data, its sealed columns, the accounts of the invented city. */
@Configuration(proxyBeanMethods = false)
class IntakeSetup {

    @Bean
    OpinionRules opinionRules() {
        return OpinionRules.bundled();
    }

    @Bean
    SealedColumns socialMessageSealed() {
        return new SealedColumns(
                "intake.message",
                "region_code",
                "id",
                List.of(new Column(SocialInbox.SENDER, "sender_sealed", "sender_index")));
    }

    @Bean
    SealedColumns socialReplySealed() {
        return new SealedColumns(
                "intake.reply",
                "region_code",
                "id",
                List.of(
                        new Column(SocialReplies.TO, "to_sealed", ""),
                        new Column(SocialReplies.TEXT, "text_sealed", "")));
    }

    /** A platform has no session and no form token: its signature is all there is, and the controller reads it. */
    @Bean
    @Order(27)
    SecurityFilterChain socialMessages(HttpSecurity http) {
        return SignedCalls.rules(http, SocialController.ADDRESS + "/*");
    }

    @Bean
    @ConditionalOnBooleanProperty("yimen.demo")
    SimulatedAccount simulatedWechat(
            JdbcClient jdbc, ColumnCipher cipher, InstantSource time, @Value("${yimen.region:629901}") String region) {
        return new SimulatedAccount(OrderChannels.WECHAT, jdbc, cipher, time, region);
    }

    @Bean
    @ConditionalOnBooleanProperty("yimen.demo")
    SimulatedAccount simulatedWeibo(
            JdbcClient jdbc, ColumnCipher cipher, InstantSource time, @Value("${yimen.region:629901}") String region) {
        return new SimulatedAccount(OrderChannels.WEIBO, jdbc, cipher, time, region);
    }

    @Bean
    SealedColumns simulatedPostSealed() {
        return new SealedColumns(
                "intake.simulated_post",
                "region_code",
                "id",
                List.of(new Column(SimulatedAccount.TEXT, "text_sealed", "")));
    }
}
