package org.yimen.notify;

/** 邮件网关: the port to a mail server; the rules are those of {@link SmsGateway}. */
public interface MailGateway {
    void send(String id, String address, String subject, String text);
}
