package org.yimen.notify;

import org.jspecify.annotations.Nullable;

/** What leads out of the house, where anything does. */
record Gateways(@Nullable SmsGateway sms, @Nullable MailGateway mail) {}
