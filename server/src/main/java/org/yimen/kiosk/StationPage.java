package org.yimen.kiosk;

import java.time.Instant;
import org.yimen.identity.Station;

/**
 * The first page of a machine.
 *
 * @param now shown as the time of day
 * @param items so many things can be applied for
 * @param begun somebody has proven who he is and has not finished
 */
public record StationPage(Station station, Instant now, int items, boolean begun) {}
