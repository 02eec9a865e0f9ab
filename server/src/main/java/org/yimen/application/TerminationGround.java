package org.yimen.application;

import java.util.Locale;

/**
 * 终止办理: why an office ends a case without a decision. 行政许可法 names these grounds where it ends a licence (art. 70); what would
 * end the licence ends the case about it. That the applicant no longer wants it is his own word ({@code Withdraw}).
 */
public enum TerminationGround {
    /** 申请人死亡或者丧失行为能力. */
    DEAD_OR_INCAPABLE("第七十条第二项", true),
    /** 法人或者其他组织依法终止. */
    DISSOLVED("第七十条第三项", true),
    /** 所涉行政许可依法被撤销、撤回、吊销. */
    LICENCE_ENDED("第七十条第四项", true),
    /** 因不可抗力无法实施. */
    FORCE_MAJEURE("第七十条第五项", true),
    /** 法律、法规规定的其他情形, which the reason names. */
    OTHER_LAW("第七十条第六项", true);

    private final String article;
    private final boolean proven;

    TerminationGround(String article, boolean proven) {
        this.article = article;
        this.proven = proven;
    }

    /** True where a paper shows it: a death record, an entry in a register, a finding. */
    public boolean needsEvidence() {
        return proven;
    }

    /** Of 行政许可法. */
    public String article() {
        return article;
    }

    /** The message key of its name. */
    public String key() {
        return "application.termination." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
