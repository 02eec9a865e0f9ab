package org.yimen.rating;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.Text;

/**
 * 评价公开: words go out only as somebody of supervision has read them, without numbers and without the names of those who
 * were there. What was said, good or bad, is never changed for it.
 */
@Service
public class Publications {

    /** Kind of the audit entry. */
    public static final String PUBLISHED = "rating.published";

    public static final int LONGEST = 1000;
    public static final int MOST = 100;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[。！？；!?;])|[\\r\\n]+");

    private static final String SELECT = """
            select p.occasion_id, o.department_code, o.item_code, o.name_zh, o.name_en, r.level, r.tags, p.text, p.answer,
                   o.person_id is not null as named,
                   coalesce(c.ended_on is not null and c.mended_in_time is not null and not c.struck, false) as mended,
                   coalesce(c.ended_on is not null, false) as ended, r.at, p.published_at
              from rating.publication p
                   join rating.rating r on r.region_code = p.region_code and r.occasion_id = p.occasion_id
                   join rating.occasion o on o.region_code = p.region_code and o.id = p.occasion_id
                   left join rating.rectification c on c.region_code = p.region_code and c.occasion_id = p.occasion_id
             where p.region_code = :region
            """;

    /** By an index of these alone, which a publication leaves. */
    private static final String MENDED = """
            select occasion_id
              from rating.rectification
             where region_code = :region and ended_on is not null and not named and not published
             order by ended_on, occasion_id
             limit :limit
            """;

    /** Along the index of the moment, back from the newest, as far as the page reaches. */
    private static final String NEWEST = """
            select r.occasion_id
              from rating.rating r
             where r.region_code = :region and (r.text_sealed is not null or r.level <= 2)
               and not exists (
                   select from rating.publication p
                    where p.region_code = r.region_code and p.occasion_id = r.occasion_id)
             order by r.at desc, r.occasion_id desc
             limit :limit
            """;

    private final JdbcClient jdbc;
    private final Ratings ratings;
    private final People people;
    private final Directory directory;
    private final RatingTasks tasks;
    private final AuditLog audit;
    private final InstantSource time;

    Publications(
            JdbcClient jdbc,
            Ratings ratings,
            People people,
            Directory directory,
            RatingTasks tasks,
            AuditLog audit,
            InstantSource time) {
        this.tasks = tasks;
        this.jdbc = jdbc;
        this.ratings = ratings;
        this.people = people;
        this.directory = directory;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Makes what was written public.
     *
     * @param text what was written or whole sentences of it, in their order; nobody puts other words into somebody's mouth.
     *     Empty of a rating without words, or where each of its sentences has a name or a number in it
     * @param answer of the office, or empty; a bad one is not published without
     */
    @Transactional
    public void publish(Officer officer, UUID occasion, String text, String answer) {
        Occasion of = ratings.find(officer.region(), occasion).orElseThrow(() -> new RatingRefused("rating.unknown"));
        Rating rating = of.rating();
        if (rating == null) {
            throw new RatingRefused("rating.unknown");
        }
        if (of.concerns(officer)) {
            throw new RatingRefused("rating.publish.own");
        }
        List<String> names = names(of).toList();
        String said = checked(names, text, "rating.publish.text");
        List<String> sentences = sentences(rating.text());
        if (!isPart(sentences(said), sentences)) {
            throw new RatingRefused("rating.publish.part");
        }
        if (said.isEmpty() && sentences.stream().anyMatch(each -> isPublishable(names, each))) {
            throw new RatingRefused("rating.publish.text", LONGEST);
        }
        String answered = checked(names, answer, "rating.publish.answer");
        if (rating.level().isBad() && answered.isEmpty()) {
            throw new RatingRefused("rating.publish.answer", LONGEST);
        }
        int done = jdbc.sql("""
                        insert into rating.publication
                               (region_code, occasion_id, text, answer, published_by, published_at)
                        values (:region, :occasion, :text, :answer, :by, :at)
                            on conflict (region_code, occasion_id) do nothing
                        """)
                .param("region", officer.region())
                .param("occasion", occasion)
                .param("text", said)
                .param("answer", answered.isEmpty() ? null : answered, Types.VARCHAR)
                .param("by", officer.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
        if (done == 0) {
            throw new RatingRefused("rating.publish.done");
        }
        jdbc.sql("""
                        update rating.rectification
                           set published = true
                         where region_code = :region and occasion_id = :occasion
                        """)
                .param("region", officer.region())
                .param("occasion", occasion)
                .update();
        tasks.done(officer.region(), RatingTasks.Kind.WORDS, occasion);
        audit.record(
                officer.region(),
                officer.id().toString(),
                PUBLISHED,
                occasion.toString(),
                Map.of("level", rating.level().code()));
    }

    /** Refuses numbers, and the names of whoever was served and whoever served. */
    private static String checked(List<String> names, String typed, String tooLong) {
        String text = typed.strip();
        if (text.length() > LONGEST) {
            throw new RatingRefused(tooLong, LONGEST);
        }
        if (AuditLog.holdsPersonalNumber(text)) {
            throw new RatingRefused("rating.publish.number");
        }
        if (namesOne(names, text)) {
            throw new RatingRefused("rating.publish.name");
        }
        return text;
    }

    private static boolean isPublishable(List<String> names, String sentence) {
        return !AuditLog.holdsPersonalNumber(sentence) && !namesOne(names, sentence);
    }

    /**
     * What was written without the sentences that hold somebody's number, one to a line where some are left out: what a form
     * starts from, and shows whoever may publish, without a reason for the number.
     */
    public static String publishable(String text) {
        return AuditLog.holdsPersonalNumber(text)
                ? sentences(text).stream()
                        .filter(each -> !AuditLog.holdsPersonalNumber(each))
                        .collect(Collectors.joining("\n"))
                : text;
    }

    /** However it is spaced: 李 安 然 is a name too. */
    private static boolean namesOne(List<String> names, String text) {
        String closed = closed(text);
        return names.stream().map(Publications::closed).anyMatch(closed::contains);
    }

    private static String closed(String text) {
        return BLANKS.matcher(text).replaceAll("");
    }

    private static List<String> sentences(String text) {
        return SENTENCE_END
                .splitAsStream(text)
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** True where each stands among them, in the same order. */
    private static boolean isPart(List<String> some, List<String> all) {
        Iterator<String> rest = all.iterator();
        for (String each : some) {
            boolean found = false;
            while (!found && rest.hasNext()) {
                found = rest.next().equals(each);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private Stream<String> names(Occasion of) {
        return Stream.concat(
                Stream.of(Optional.ofNullable(of.person()), Optional.ofNullable(of.holder()))
                        .flatMap(Optional::stream)
                        .flatMap(id -> people.find(id).stream())
                        .map(Person::name),
                // Whoever works there, not only whoever served: a rating may name another.
                directory.everybody(of.region()).stream().map(Staff::name));
    }

    /**
     * What is public, the newest first.
     *
     * @param item only of this one, or null
     */
    public List<Publication> recent(String region, @Nullable String item, int limit) {
        return jdbc.sql(SELECT + """
                           and (:item = '' or o.item_code = :item)
                         order by p.published_at desc, p.occasion_id
                         limit :limit
                        """)
                .param("region", region)
                .param("item", item == null ? "" : item)
                .param("limit", Math.min(limit, MOST))
                .query((row, _) -> publication(row))
                .list();
    }

    /**
     * Ratings with words, or bad ones, that nobody has published yet: on the first half of the page at most what was mended for
     * somebody without a name, the longest ago first, as its publication is the only answer that he gets; then the newest.
     */
    public List<UUID> waiting(String region, int limit) {
        int most = Math.min(limit, MOST);
        return Stream.of(ids(MENDED, region, (most + 1) / 2), ids(NEWEST, region, most))
                .flatMap(List::stream)
                .distinct()
                .limit(most)
                .toList();
    }

    private List<UUID> ids(String statement, String region, int limit) {
        return jdbc.sql(statement)
                .param("region", region)
                .param("limit", limit)
                .query((row, _) -> row.getObject("occasion_id", UUID.class))
                .list();
    }

    private static Publication publication(ResultSet row) throws SQLException {
        return new Publication(
                row.getObject("occasion_id", UUID.class),
                row.getString("department_code"),
                row.getString("item_code"),
                new Text(row.getString("name_zh"), row.getString("name_en")),
                Level.of(row.getInt("level")),
                List.of((String[]) row.getArray("tags").getArray()),
                row.getString("text"),
                row.getString("answer"),
                row.getBoolean("named"),
                row.getBoolean("mended"),
                row.getBoolean("ended"),
                row.getTimestamp("at").toInstant(),
                row.getTimestamp("published_at").toInstant());
    }

    /** When it was made public, if it was. */
    public Optional<Instant> publishedAt(String region, UUID occasion) {
        return jdbc.sql("""
                        select published_at
                          from rating.publication
                         where region_code = :region and occasion_id = :occasion
                        """)
                .param("region", region)
                .param("occasion", occasion)
                .query((row, _) -> row.getTimestamp("published_at").toInstant())
                .optional();
    }
}
