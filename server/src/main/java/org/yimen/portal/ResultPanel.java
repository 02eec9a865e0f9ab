package org.yimen.portal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Shipment;
import org.yimen.delivery.Wish;

/**
 * How the result comes to its holder.
 *
 * @param shipment the last parcel, or null
 * @param served how the result itself reached him, or null
 * @param mayChoose true while he may still choose another way
 */
public record ResultPanel(
        Wish wish,
        @Nullable Shipment shipment,
        List<Shipment.Step> steps,
        @Nullable Handover served,
        boolean mayChoose) {

    public ResultPanel {
        steps = List.copyOf(steps);
    }

    /** Nothing was decided in his favour or against him, so nothing comes. */
    public boolean shown() {
        return mayChoose || served != null || shipment != null;
    }
}
