package org.yimen.identity;

import org.springframework.stereotype.Component;
import org.yimen.platform.Protection;

/** 登录失败锁定: how many attempts there are, and how many accounts and addresses wait out theirs at this moment. */
@Component
class SignInLockProtection implements Protection {

    private final SignInFailures failures;

    SignInLockProtection(SignInFailures failures) {
        this.failures = failures;
    }

    @Override
    public String key() {
        return "identity.protection.sign-in-lock";
    }

    @Override
    public Reading read() {
        return Reading.of(
                State.ON,
                key() + ".on",
                SignInFailures.BY_ACCOUNT,
                SignInFailures.BY_ACCOUNT_ANYWHERE,
                SignInFailures.BY_ADDRESS,
                SignInFailures.WINDOW.toMinutes(),
                failures.waiting());
    }
}
