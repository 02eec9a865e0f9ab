package org.yimen.application;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.organisation.Letter;

/**
 * By which letter somebody acted, and whether by the power of his own department or on behalf of another hand (代批).
 *
 * @param letter its number
 * @param onBehalfOf who passed the power down and is acted for; null where the power is the department's own
 * @param basis the instrument that provides for acting on behalf; null where the power is the department's own
 */
public record Authority(
        String letter, @Nullable UUID onBehalfOf, @Nullable String basis) {

    static Authority of(Letter letter) {
        return switch (letter.power()) {
            case Letter.Power.Own _ -> new Authority(letter.number(), null, null);
            case Letter.Power.OnBehalf(var basis) -> {
                Letter above = letter.parent();
                yield new Authority(letter.number(), above == null ? letter.holder() : above.holder(), basis);
            }
        };
    }
}
