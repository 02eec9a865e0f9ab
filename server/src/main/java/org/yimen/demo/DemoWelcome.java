package org.yimen.demo;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.yimen.organisation.DemoAccounts;
import org.yimen.platform.Announcement;

/** Names the demo accounts to whoever started Yimen. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoWelcome implements Announcement {

    private final DemoAccounts accounts;

    DemoWelcome(DemoAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("The demo city 安澜市 Anlan is invented. Everybody's password is " + DemoAccounts.PASSWORD + ".");
        accounts.list()
                .forEach(account -> lines.add("  %-18s %s  (%s, %s)"
                        .formatted(
                                account.page(),
                                account.login(),
                                account.role().zh(),
                                account.role().en())));
        lines.add("Its cases of the last weeks are being made in the background; lists fill within a minute or two.");
        return lines;
    }
}
