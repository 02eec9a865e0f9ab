package org.yimen.identity;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is asked of accounts: {@code yimen.sign-in.*}. The defaults are those of 等保 level three.
 *
 * @param passwordLasts of the staff; zero where passwords do not age
 * @param unusedFor after which an account of the staff is closed; zero for never
 * @param secondFactor who must have one; where nothing is set, {@link SecondFactor#DECIDING}, and in the demo nobody
 */
@ConfigurationProperties("yimen.sign-in")
record SignInSettings(
        @DefaultValue("90d") Duration passwordLasts,
        @DefaultValue("90d") Duration unusedFor,
        @Nullable SecondFactor secondFactor) {

    /** Who must prove a second time who he is. Whoever has enrolled always must. */
    enum SecondFactor {
        STAFF,
        /** The administrators, and whoever holds a letter by which he decides or issues. */
        DECIDING,
        ADMINISTRATORS,
        OPTIONAL
    }
}
