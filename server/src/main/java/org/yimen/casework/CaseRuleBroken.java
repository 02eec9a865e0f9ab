package org.yimen.casework;

import java.util.Optional;
import org.yimen.platform.RuleBroken;

/** A command that the law or the plan refuses. Stored under its key, so that a retry hears the same. */
public class CaseRuleBroken extends RuleBroken {

    /** Which list of supervision it belongs to, if any. */
    private enum Watched {
        NOBODY,
        BEYOND_THE_LIST,
        WITHOUT_AUTHORITY,
        OFF_THE_ROUTE
    }

    private final Watched watched;

    public CaseRuleBroken(String code, Object... arguments) {
        this(Watched.NOBODY, code, arguments);
    }

    private CaseRuleBroken(Watched watched, String code, Object... arguments) {
        super(code, arguments);
        this.watched = watched;
    }

    /** 清单之外: a material, step or fee that the published version does not list. Supervision hears of it. */
    public static CaseRuleBroken beyondTheList(String code, Object... arguments) {
        return new CaseRuleBroken(Watched.BEYOND_THE_LIST, code, arguments);
    }

    /** 越权: the post or the letter for it is missing. Supervision hears of it. */
    public static CaseRuleBroken withoutAuthority(String code, Object... arguments) {
        return new CaseRuleBroken(Watched.WITHOUT_AUTHORITY, code, arguments);
    }

    /** 擅改流程: the plan does not lead there from here. Supervision hears of it. */
    public static CaseRuleBroken offTheRoute(String code, Object... arguments) {
        return new CaseRuleBroken(Watched.OFF_THE_ROUTE, code, arguments);
    }

    /** The kind of its audit entry, if supervision hears of it. */
    Optional<String> attempt() {
        return switch (watched) {
            case NOBODY -> Optional.empty();
            case BEYOND_THE_LIST -> Optional.of(CaseDesk.BEYOND_THE_LIST);
            case WITHOUT_AUTHORITY -> Optional.of(CaseDesk.WITHOUT_AUTHORITY);
            case OFF_THE_ROUTE -> Optional.of(CaseDesk.OFF_THE_ROUTE);
        };
    }
}
