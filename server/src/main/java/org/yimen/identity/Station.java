package org.yimen.identity;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 自助终端: a machine that stands in a hall.
 *
 * @param name as it is written on it
 * @param site the hall or the shop, and {@code zone} where in it
 * @param kind whose counter it stands for
 * @param window the window whose evaluator it is; null for every other machine
 * @param pairedAt since when a browser is known to be it; null before, and after it was shut out
 * @param seenAt when it last asked for a page, to the minute
 */
public record Station(
        String region,
        UUID id,
        String name,
        String site,
        String zone,
        Kind kind,
        @Nullable String window,
        Instant registeredAt,
        @Nullable Instant pairedAt,
        @Nullable Instant seenAt) {

    /** Whose machine it is. */
    public enum Kind {
        /** 大厅自助端. */
        HALL("kiosk"),
        /** 金融自助端: in a bank. */
        BANK("bank"),
        /** 通信自助端: in a shop of a telecom company. */
        TELECOM("telecom"),
        /** 评价器 of one window: nobody begins a visit there. */
        EVALUATOR("evaluator");

        private final String channel;

        Kind(String channel) {
            this.channel = channel;
        }

        /** 申报端: what is handed in there bears it, and the figures by terminal divide by it. */
        public String channel() {
            return channel;
        }
    }

    /** Where it stands, in words. */
    public String place() {
        return zone.isEmpty() ? site : site + " " + zone;
    }
}
