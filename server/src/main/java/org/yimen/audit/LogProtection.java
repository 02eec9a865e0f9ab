package org.yimen.audit;

import org.springframework.stereotype.Component;
import org.yimen.platform.Protection;

/** How the log of all that happens stands: whether it keeps up, and who vouches for it beside ourselves. */
@Component
class LogProtection implements Protection {

    private final TransparencyLog log;

    LogProtection(TransparencyLog log) {
        this.log = log;
    }

    @Override
    public String key() {
        return "audit.protection.log";
    }

    @Override
    public Reading read() {
        return log.status()
                .map(status -> {
                    if (!status.keepsUp() || !status.trouble().isEmpty()) {
                        return Reading.of(State.OFF, key() + ".behind", status.size(), status.trouble());
                    }
                    return status.witnessBuiltIn()
                            ? Reading.of(State.WEAK, key() + ".built-in", status.size())
                            : Reading.of(State.ON, key() + ".witnessed", status.size());
                })
                .orElseGet(() -> Reading.of(State.OFF, key() + ".none"));
    }
}
