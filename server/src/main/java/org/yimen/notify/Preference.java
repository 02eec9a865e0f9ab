package org.yimen.notify;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import org.yimen.platform.CityTime;

/**
 * What somebody wants.
 *
 * @param mail the address, proven by a code; empty where there is none
 * @param quietFrom the hour from which his phone stays silent; the same as {@code quietUntil} for never
 */
public record Preference(
        boolean sms, boolean byMail, String mail, boolean mailProven, int quietFrom, int quietUntil, boolean english) {

    /** Whoever said nothing: a message on the phone, and none at night. */
    public static final Preference STANDARD = new Preference(true, false, "", false, 22, 8, false);

    public Locale locale() {
        return english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }

    /** The first moment from {@code now} on at which the phone may ring. */
    public Instant awake(Instant now) {
        LocalDateTime local = LocalDateTime.ofInstant(now, CityTime.ZONE);
        if (!isQuiet(local.getHour())) {
            return now;
        }
        LocalDateTime end = local.toLocalDate().atTime(LocalTime.of(quietUntil, 0));
        return (end.isAfter(local) ? end : end.plusDays(1))
                .atZone(CityTime.ZONE)
                .toInstant();
    }

    private boolean isQuiet(int hour) {
        return quietFrom <= quietUntil
                ? hour >= quietFrom && hour < quietUntil
                : hour >= quietFrom || hour < quietUntil;
    }

    /** Without the address. */
    @Override
    public String toString() {
        return "Preference[sms=" + sms + ", mail=" + byMail + "]";
    }
}
