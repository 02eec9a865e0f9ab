package org.yimen.application;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/**
 * 两人以上 (行政许可法 art. 34(3)): who writes a check down names the second one, so that one is told at once and can say
 * that he was not there.
 */
@Component
public class NamedBeside {

    private final Outbox outbox;
    private final InstantSource time;

    NamedBeside(Outbox outbox, InstantSource time) {
        this.outbox = outbox;
        this.time = time;
    }

    /** @param link where he reads what was written down */
    public void tell(UUID second, Officer first, UUID check, String link) {
        var now = time.instant();
        outbox.postInside(Notice.of(
                        first.region(),
                        second,
                        second,
                        "beside:" + check + ":" + CityTime.day(now),
                        "application.news.named-beside",
                        List.of(Text.of(first.name()), Texts.day(CityTime.day(now))),
                        now)
                .to(link));
    }

    /**
     * What one officer wrote down counts once another confirms it: those who can are told.
     *
     * @param what he wrote down
     * @param number of the case in which he did
     * @param link where it is confirmed
     */
    public void wanted(UUID second, Officer first, UUID what, String number, String link) {
        outbox.postInside(Notice.of(
                        first.region(),
                        second,
                        second,
                        "second:" + what,
                        "application.news.second-wanted",
                        List.of(Text.of(first.name()), Text.of(number)),
                        time.instant())
                .to(link));
    }
}
