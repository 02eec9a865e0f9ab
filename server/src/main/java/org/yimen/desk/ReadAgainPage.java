package org.yimen.desk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.identity.CardReader;

/**
 * 请重新刷卡: the reader, and everything that was typed.
 *
 * @param subject the case or the draft
 * @param about whose matter it is, masked, and its item or number
 * @param back the page of the case or of the applicant
 * @param to where to go on
 * @param post true where the form goes on by itself with what was typed
 * @param file true where a file was sent, which has to be chosen again
 * @param carried what was typed
 * @param error message key of what is wrong with the card or the code
 */
public record ReadAgainPage(
        DeskFrame frame,
        UUID subject,
        String about,
        String back,
        String to,
        boolean post,
        boolean file,
        List<Carried> carried,
        boolean reads,
        List<CardReader.Sample> samples,
        @Nullable String error) {

    public ReadAgainPage {
        carried = List.copyOf(carried);
        samples = List.copyOf(samples);
    }

    /** A field that comes along. */
    public record Carried(String name, String value) {}
}
