package org.yimen.desk;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.yimen.delivery.Mailroom;
import org.yimen.delivery.Shipment;
import org.yimen.platform.web.Words;

/**
 * The parcels of the centre.
 *
 * @param back those that came back and were not sent or handed over since
 * @param opened the cases that open for who reads
 * @param simulated true where the courier carries nothing
 */
public record MailPage(
        DeskFrame frame,
        List<Shipment> back,
        List<Shipment> underWay,
        List<Shipment> ended,
        Month month,
        Mailroom.Costs costs,
        Set<UUID> opened,
        boolean simulated) {

    private static final long FEN = 100;

    public MailPage {
        back = List.copyOf(back);
        underWay = List.copyOf(underWay);
        ended = List.copyOf(ended);
        opened = Set.copyOf(opened);
    }

    public String cost() {
        return "¥%d.%02d".formatted(costs.fen() / FEN, costs.fen() % FEN);
    }

    static String when(Shipment shipment, Words words) {
        var at = shipment.endedAt() == null
                ? shipment.leftAt() == null ? shipment.orderedAt() : shipment.leftAt()
                : shipment.endedAt();
        return words.shortDateTime(at);
    }

    public boolean opens(Shipment shipment) {
        return opened.contains(shipment.caseId().value());
    }

    public String at(Shipment shipment, Words words) {
        return when(shipment, words);
    }
}
