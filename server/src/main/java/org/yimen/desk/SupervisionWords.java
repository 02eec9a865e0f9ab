package org.yimen.desk;

import org.yimen.casework.CaseRuleBroken;
import org.yimen.platform.RuleBroken;

/** What the pages of supervision refuse before anybody is asked: a field that says nothing. */
final class SupervisionWords {

    private SupervisionWords() {}

    static RuleBroken refused(String code) {
        return new CaseRuleBroken(code);
    }
}
