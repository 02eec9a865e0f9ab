package org.yimen.application;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yimen.application.Application.State;
import org.yimen.casework.CaseFile;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.payment.FeeMoved;
import org.yimen.payment.FeeOrder;
import org.yimen.payment.Fen;
import org.yimen.platform.Text;

/** 缴费消息: a fee is due, was paid, goes back; posted in the transaction of the ledger line, so said once with it. */
@Component
class FeeNews {

    private final ApplicationDesk desk;
    private final Outbox outbox;

    FeeNews(ApplicationDesk desk, Outbox outbox) {
        this.desk = desk;
        this.outbox = outbox;
    }

    @EventListener
    void moved(FeeMoved line) {
        String what = news(line);
        if (what.isEmpty()) {
            return;
        }
        FeeOrder order = line.order();
        CaseFile<State> file = desk.find(order.caseId());
        Applicant applicant = desk.applicant(file);
        outbox.post(Notice.of(
                        order.caseId().region(),
                        order.holder(),
                        applicant.person(),
                        "fee:" + order.id() + ":" + what + ":" + line.entry(),
                        "application.news." + what,
                        List.of(desk.item(file).name(), Text.of(order.caseNumber()), Text.of(Fen.yuan(line.fen()))),
                        line.at())
                .to("/me/cases/" + order.caseId().value())
                .ofCase(order.caseId().value()));
    }

    /** Only what moves his money; what clerks ask among themselves is theirs. */
    private static String news(FeeMoved line) {
        return switch (line.kind()) {
            case OPENED -> "fee-due";
            case PAID -> "fee-paid";
            case REFUNDED -> "fee-refunded";
            case REFUND_ASKED, REFUND_APPROVED, REFUND_DECLINED, CANCELLED, EXPIRED, STRAY, AMOUNT_DIFFERS -> "";
        };
    }
}
