package org.yimen.desk;

import java.util.Locale;
import org.springframework.stereotype.Component;
import org.yimen.application.CaseView;
import org.yimen.application.web.EventWords;
import org.yimen.platform.Text;
import org.yimen.platform.web.Words;
import org.yimen.supervision.FactWords;

/** What an inquiry freezes of a case, in the words of the case page. */
@Component
class InquiryFactWords implements FactWords {

    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);
    private static final Words ENGLISH = Words.of(Locale.ENGLISH);

    private final EventWords events;

    InquiryFactWords(EventWords events) {
        this.events = events;
    }

    @Override
    public Text said(CaseView view, CaseView.Entry entry) {
        return new Text(events.title(view.item(), entry, CHINESE), events.title(view.item(), entry, ENGLISH));
    }
}
