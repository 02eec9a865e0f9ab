package org.yimen.supervision;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** Tells those whose turn it is, inside the house. */
@Component
class InquiryNews {

    private final Outbox outbox;
    private final InstantSource time;

    InquiryNews(Outbox outbox, InstantSource time) {
        this.outbox = outbox;
        this.time = time;
    }

    void tell(Inquiry of, UUID staff, String template, String link) {
        outbox.postInside(Notice.of(
                        of.region(),
                        staff,
                        staff,
                        template + ":" + of.id() + ":" + of.entries().size(),
                        template,
                        List.of(Text.of(of.number()), Texts.day(CityTime.day(time.instant()))),
                        time.instant())
                .to(link));
    }
}
