package org.yimen.desk;

import java.util.List;
import org.yimen.identity.CardReader;

/**
 * Asks who stands at the window.
 *
 * @param reads true where the window has a card reader
 * @param samples the cards of a simulated one
 */
public record IntakeFormPage(DeskFrame frame, IntakeForm form, boolean reads, List<CardReader.Sample> samples) {
    public IntakeFormPage {
        samples = List.copyOf(samples);
    }
}
