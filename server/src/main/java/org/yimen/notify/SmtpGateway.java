package org.yimen.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.mail.MailParseException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Mail over SMTP. On only where {@code yimen.mail.from} names the sender and {@code spring.mail.*} the server; the id of the
 * message is its Message-ID, so that a second hand-over is known for what it is.
 */
@Component
@ConditionalOnProperty("yimen.mail.from")
class SmtpGateway implements MailGateway {

    private final JavaMailSender server;
    private final String from;

    SmtpGateway(JavaMailSender server, @Value("${yimen.mail.from}") String from) {
        this.server = server;
        this.from = from;
    }

    @Override
    public void send(String id, String address, String subject, String text) {
        MimeMessage message = server.createMimeMessage();
        try {
            var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            helper.setFrom(from);
            helper.setTo(address);
            helper.setSubject(subject);
            helper.setText(text);
            message.saveChanges();
            // After saveChanges, which makes one up.
            message.setHeader("Message-ID", "<" + id + "@" + from.substring(from.indexOf('@') + 1) + ">");
            message.setHeader("Auto-Submitted", "auto-generated");
        } catch (MessagingException unusable) {
            throw new GatewayRefused("no mail address", unusable);
        }
        try {
            server.send(message);
        } catch (MailParseException unusable) {
            throw new GatewayRefused("no mail", unusable);
        }
    }
}
