package org.yimen.platform.web;

import com.ibm.icu.text.MessageFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** Everything the platform says in one language: messages by key, dates, times, counts. */
public final class Words {

    /** The one time zone of the country; what a clock on the wall says. */
    public static final ZoneId ZONE = CityTime.ZONE;

    private static final Logger LOG = LoggerFactory.getLogger(Words.class);

    private final Locale locale;
    private final boolean strict;
    private final Map<String, String> patterns;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();
    private final Forms forms;

    Words(Locale locale, Map<String, String> patterns, boolean strict) {
        this.locale = locale;
        this.patterns = Map.copyOf(patterns);
        this.strict = strict;
        this.forms = Forms.of(locale);
    }

    /** The words of the class path in {@code locale}; a missing key throws, as a test wants it. */
    public static Words of(Locale locale) {
        return OfClassPath.READ.in(locale);
    }

    public Locale locale() {
        return locale;
    }

    /** True where a message has this key. */
    public boolean knows(String key) {
        return patterns.containsKey(key);
    }

    Set<String> keys() {
        return patterns.keySet();
    }

    String pattern(String key) {
        return patterns.getOrDefault(key, "");
    }

    /** The message of {@code key}. A date, a moment or a {@link Text} among the arguments is said in this language. */
    public String say(String key, Object... arguments) {
        String pattern = patterns.get(key);
        if (pattern == null) {
            if (strict) {
                throw new IllegalStateException("No words for " + key + " in " + locale);
            }
            LOG.error("No words for {} in {}", key, locale);
            return key;
        }
        if (pattern.indexOf('{') < 0) {
            return pattern.replace("''", "'");
        }
        Object[] said = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            said[i] = said(arguments[i]);
        }
        // ICU's formats are not safe for threads; a clone of a parsed one is cheap.
        MessageFormat format = formats.computeIfAbsent(key, _ -> new MessageFormat(pattern, locale));
        return format.clone().format(said);
    }

    private Object said(Object argument) {
        return switch (argument) {
            case Text text -> text.in(locale);
            case LocalDate date -> date(date);
            case Instant moment -> dateTime(moment);
            case Number number -> number;
            default -> argument.toString();
        };
    }

    /** {@code count("working-days", 20)}: 20 个工作日, 20 working days; the units are {@code platform.count.*}. */
    public String count(String unit, long number) {
        return say("platform.count." + unit, number);
    }

    /** With thousands set off: 1,284. */
    public String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The text for this reader. */
    public String text(Text text) {
        return text.in(locale);
    }

    /** 2026年11月21日（星期六）, Saturday 21 November 2026. */
    public String date(LocalDate date) {
        return forms.dateWithWeekday.format(date);
    }

    /** 2026年11月21日, 21 November 2026. */
    public String plainDate(LocalDate date) {
        return forms.date.format(date);
    }

    /** 11月21日, 21 November: where the year goes without saying. */
    public String shortDate(LocalDate date) {
        return forms.shortDate.format(date);
    }

    /** 11月21日（星期六）, Saturday 21 November. */
    public String shortDateWithWeekday(LocalDate date) {
        return forms.shortDateWithWeekday.format(date);
    }

    /** 2026年11月21日 10:42, 21 November 2026, 10:42. */
    public String dateTime(Instant moment) {
        return forms.dateTime.format(local(moment));
    }

    /** 11月21日 10:42, 21 November, 10:42. */
    public String shortDateTime(Instant moment) {
        return forms.shortDateTime.format(local(moment));
    }

    /** 10:42. */
    public String time(Instant moment) {
        return forms.time.format(local(moment));
    }

    /** 11月21日, 21 Nov: where room is scarce. */
    public String briefDate(LocalDate date) {
        return forms.brief.format(date);
    }

    /** 2026年11月, November 2026. */
    public String month(YearMonth month) {
        return locale.getLanguage().equals("en")
                ? month.getMonth().getDisplayName(TextStyle.FULL, locale) + " " + month.getYear()
                : month.getYear() + "年" + month.getMonthValue() + "月";
    }

    /** A day in a calendar: 11.21; in English 21, with its month where that is new. */
    public String calendarDay(LocalDate date, boolean withMonth) {
        return withMonth ? forms.calendarDayWithMonth.format(date) : forms.calendarDay.format(date);
    }

    /** 周六, Sat. */
    public String weekday(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, locale);
    }

    /** 户口、医保、社保卡; in English with commas. */
    public String list(List<String> parts) {
        return String.join(locale.getLanguage().equals("en") ? ", " : "、", parts);
    }

    private static ZonedDateTime local(Instant moment) {
        return moment.atZone(ZONE);
    }

    /** Read once, when it is first asked for: all bundles together are some 14,000 lines. */
    private static final class OfClassPath {
        static final Vocabulary READ = Vocabulary.ofClassPath(true);
    }

    private record Forms(
            DateTimeFormatter dateWithWeekday,
            DateTimeFormatter date,
            DateTimeFormatter shortDate,
            DateTimeFormatter shortDateWithWeekday,
            DateTimeFormatter brief,
            DateTimeFormatter calendarDay,
            DateTimeFormatter calendarDayWithMonth,
            DateTimeFormatter dateTime,
            DateTimeFormatter shortDateTime,
            DateTimeFormatter time) {

        private static final List<String> ENGLISH = List.of(
                "EEEE d MMMM uuuu",
                "d MMMM uuuu",
                "d MMMM",
                "EEEE d MMMM",
                "d MMM",
                "d",
                "d MMM",
                "d MMMM uuuu, HH:mm",
                "d MMMM, HH:mm",
                "HH:mm");
        private static final List<String> CHINESE = List.of(
                "uuuu年M月d日（EEEE）",
                "uuuu年M月d日",
                "M月d日",
                "M月d日（EEEE）",
                "M月d日",
                "M.d",
                "M.d",
                "uuuu年M月d日 HH:mm",
                "M月d日 HH:mm",
                "HH:mm");

        static Forms of(Locale locale) {
            Iterator<DateTimeFormatter> forms = (locale.getLanguage().equals("en") ? ENGLISH : CHINESE)
                    .stream()
                            .map(pattern -> DateTimeFormatter.ofPattern(pattern, locale))
                            .iterator();
            return new Forms(
                    forms.next(),
                    forms.next(),
                    forms.next(),
                    forms.next(),
                    forms.next(),
                    forms.next(),
                    forms.next(),
                    forms.next(),
                    forms.next(),
                    forms.next());
        }
    }
}
