package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.yimen.application.Sample.*;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.State;
import org.yimen.application.Application.State.*;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.testing.Proves;

/** 告知承诺: decided at once on a free promise, and asked for no proof that it replaces. */
class CommitmentsTest {

    private static final String SIGNED = Commitments.digest(COMMITMENT);

    @Test
    @Proves("M-INT-11")
    void whoPromisesIsDecidedOnAtOnce() {
        State accepted = after(received(), new Accept(PAPER), on(MONDAY, CLERK));

        assertThat(accepted).isInstanceOf(Deciding.class);
        var granted = (Granted) after(accepted, new Grant(PAPER), on(MONDAY, CHIEF));
        assertThat(granted.decision().takenAtOnce()).isTrue();
    }

    @Test
    @Proves("M-INT-11")
    void whatThePromiseReplacesIsNotAskedForAllTheSame() {
        var drawing = new NoticeDefects(List.of(new Application.Defect("drawing", "缺少平面图")), PAPER);
        var report = new NoticeDefects(List.of(new Application.Defect("report", "看不清")), PAPER);

        assertThatThrownBy(() -> Application.decide(received(), drawing, on(MONDAY, CLERK)))
                .isInstanceOfSatisfying(
                        CaseRuleBroken.class,
                        broken -> assertThat(broken.code()).isEqualTo("application.notice.not-on-the-list"));
        assertThat(after(received(), report, on(MONDAY, CLERK))).isInstanceOf(SupplementDue.class);
        assertThat(after(Sample.received(), drawing, on(MONDAY, CLERK))).isInstanceOf(SupplementDue.class);
    }

    @Test
    void onlyThePublishedTextCanBeSigned() {
        assertThatThrownBy(() -> Application.decide(
                        new Draft(), new Submit("digest", List.of(), "another text"), on(MONDAY, null)))
                .isInstanceOfSatisfying(
                        CaseRuleBroken.class,
                        broken -> assertThat(broken.code()).isEqualTo("application.commitment.not-offered"));
    }

    @Test
    void whoChoosesNotToPromiseIsExaminedAsUsual() {
        assertThat(after(Sample.received(), new Accept(PAPER), on(MONDAY, CLERK)))
                .isInstanceOf(Reviewing.class);
    }

    private static State received() {
        return after(new Draft(), new Submit("digest", List.of(), SIGNED), on(MONDAY, null));
    }
}
