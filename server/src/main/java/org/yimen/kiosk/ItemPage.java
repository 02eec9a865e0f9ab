package org.yimen.kiosk;

import java.util.ArrayList;
import java.util.List;
import org.yimen.application.web.ClockPages;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Audience;
import org.yimen.catalogue.Office;
import org.yimen.platform.ui.SummaryRow;
import org.yimen.platform.web.Words;
import org.yimen.time.TimeLimit;

/**
 * What somebody before a machine must know of an item: how long, how much, what to bring, and whether he can do it here.
 *
 * @param known somebody has proven who he is
 */
public record ItemPage(ItemVersion item, Office office, boolean known) {

    public boolean forPeople() {
        return item.audiences().contains(Audience.PERSON);
    }

    /** True where files of the applicant's own are asked for, which a machine cannot take in. */
    public boolean asksForFiles() {
        return !item.broughtByApplicant().isEmpty();
    }

    public List<SummaryRow> rows(Words words) {
        var rows = new ArrayList<SummaryRow>();
        TimeLimit statutory = item.limits().statutory();
        rows.add(SummaryRow.of(
                words.say("kiosk.item.promised"),
                item.isInstant()
                        ? words.say("kiosk.item.at-once")
                        : ClockPages.limit(item.limits().promised(), words)));
        if (statutory != null) {
            rows.add(SummaryRow.of(words.say("kiosk.item.law"), ClockPages.limit(statutory, words)));
        }
        rows.add(SummaryRow.of(
                words.say("kiosk.item.fee"),
                words.say(item.fee().charged() ? "kiosk.item.charged" : "kiosk.item.free")));
        rows.add(SummaryRow.of(words.say("kiosk.item.office"), words.text(office.name())));
        rows.add(SummaryRow.of(words.say("kiosk.item.ask"), office.phone()));
        return rows;
    }
}
