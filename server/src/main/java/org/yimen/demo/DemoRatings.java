package org.yimen.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.improvement.Bulletins;
import org.yimen.improvement.Bulletins.Topic;
import org.yimen.insight.Period;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Unit;
import org.yimen.platform.CityTime;
import org.yimen.platform.ReplayTime;
import org.yimen.platform.RuleBroken;
import org.yimen.rating.Causes;
import org.yimen.rating.Channel;
import org.yimen.rating.Level;
import org.yimen.rating.Practices;
import org.yimen.rating.Publications;
import org.yimen.rating.RatingBulletins;
import org.yimen.rating.Ratings;
import org.yimen.rating.Signs;
import org.yimen.rating.Stars;
import org.yimen.rating.Way;

/** Enough ratings of visits that stars, tables, checks and bulletins of the demo show something; through the same services as everybody. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoRatings {

    private static final Logger log = LoggerFactory.getLogger(DemoRatings.class);
    private static final int ITEMS = 8;
    private static final int EACH = 12;
    private static final int GOOD_ENOUGH = 3;

    private static final List<Channel> WAYS =
            List.of(Channel.EVALUATOR, Channel.TICKET, Channel.WINDOW, Channel.SMS, Channel.WECHAT);

    private static final List<String> WORDS =
            List.of("材料一次就交齐了，窗口讲得很清楚。", "比承诺的快了好几天。", "有人领着办，省心。", "能在网上办就更好了。", "取号以后没等多久。");

    private final Ratings ratings;
    private final Stars stars;
    private final Signs signs;
    private final Publications publications;
    private final Practices practices;
    private final Causes causes;
    private final RatingBulletins reports;
    private final Bulletins bulletins;
    private final Catalogue catalogue;
    private final Directory directory;
    private final InstantSource time;

    DemoRatings(
            Ratings ratings,
            Stars stars,
            Signs signs,
            Publications publications,
            Practices practices,
            Causes causes,
            RatingBulletins reports,
            Bulletins bulletins,
            Catalogue catalogue,
            Directory directory,
            InstantSource time) {
        this.ratings = ratings;
        this.stars = stars;
        this.signs = signs;
        this.publications = publications;
        this.practices = practices;
        this.causes = causes;
        this.reports = reports;
        this.bulletins = bulletins;
        this.catalogue = catalogue;
        this.directory = directory;
        this.time = time;
    }

    /** Twice the same is once: what is there already is left as it is. */
    void live() {
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        Period present = stars.around(today);
        Period before = present.before();
        var written = new ArrayList<UUID>();
        written.addAll(rate(before, today));
        written.addAll(rate(present, today));
        likeStaff(now.minus(Duration.ofDays(1)));
        Officer supervisor = officer("zx.supervisor", now);
        Officer director = officer("zx.director", now);
        trying(() -> {
            var _ = stars.publish(supervisor, before);
        });
        signs.look(directory.region(), today.minusDays(1));
        for (UUID one : written.subList(0, Math.min(GOOD_ENOUGH, written.size()))) {
            trying(() -> publications.publish(
                    supervisor,
                    one,
                    ratings.said(directory.region(), List.of(one))
                            .getFirst()
                            .rating()
                            .text(),
                    "谢谢，我们会保持。"));
        }
        learn(supervisor, director, written);
        mend(supervisor);
        UUID bulletin = id("bulletin-" + before.from());
        trying(() -> {
            reports.draft(supervisor, bulletin, before);
            bulletins.approve(director, Topic.RATINGS, bulletin);
            bulletins.read(officer("sj.head", now), bulletin);
        });
    }

    private Officer officer(String login, Instant now) {
        return directory.officer(
                directory.staff(directory.region(), login).orElseThrow().id(), now);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("demo-rating-" + name).getBytes(UTF_8));
    }

    /** @return those with words */
    private List<UUID> rate(Period period, LocalDate today) {
        List<Unit.Window> windows = directory.windows(directory.site());
        List<ItemVersion> items = catalogue.published().stream().limit(ITEMS).toList();
        var written = new ArrayList<UUID>();
        for (int i = 0; i < items.size(); i++) {
            for (int n = 0; n < EACH; n++) {
                LocalDate day = period.from().plusDays(3L + 4L * n);
                if (!day.isBefore(today)) {
                    break;
                }
                Unit.Window window = windows.get((i + n) % windows.size());
                Instant served = CityTime.startOf(day).plus(Duration.ofMinutes(560L + 23L * i));
                UUID visit = visit(items.get(i), window.code(), served, period.from() + "-" + i + "-" + n);
                // One of each item says nothing, so that rates have a base.
                if (n != EACH - 1) {
                    Level level = n % (i + 2) == 0 || i == 0
                            ? Level.VERY_SATISFIED
                            : n % 7 == 6 ? Level.FAIR : Level.SATISFIED;
                    String text = n == 1 ? WORDS.get(i % WORDS.size()) : "";
                    rate(visit, level, text, WAYS.get((i + n) % WAYS.size()), "", served.plus(Duration.ofMinutes(9)));
                    if (!text.isEmpty()) {
                        written.add(visit);
                    }
                }
            }
        }
        return written;
    }

    private UUID visit(ItemVersion item, String window, Instant served, String name) {
        return ratings.served(
                directory.region(),
                Ratings.Served.visit(id(name), null, null, null, item.department(), window, item.name())
                        .about(item.code()),
                served);
    }

    private void rate(UUID visit, Level level, String text, Channel channel, String device, Instant at) {
        ReplayTime.at(
                at,
                () -> trying(() -> ratings.rateVisit(
                        directory.region(), visit, level, List.of(), text, Way.of(channel, device, ""))));
    }

    /** Four best ones of one telephone within minutes: what a check is for. */
    private void likeStaff(Instant yesterday) {
        ItemVersion item = catalogue.published().getFirst();
        String window = directory.windows(directory.site()).getFirst().code();
        for (int n = 0; n < 4; n++) {
            Instant served = yesterday.plus(Duration.ofMinutes(4L * n));
            UUID visit = visit(item, window, served, "own-" + CityTime.day(yesterday) + "-" + n);
            rate(visit, Level.VERY_SATISFIED, "", Channel.TICKET, "demo-telephone", served.plusSeconds(60));
        }
    }

    private void learn(Officer supervisor, Officer director, List<UUID> written) {
        if (!written.isEmpty()) {
            UUID practice = id("practice");
            trying(() -> {
                practices.choose(
                        supervisor,
                        practice,
                        written.getFirst(),
                        "材料清单一次讲清",
                        "咨询时把要交的材料逐项打印，缺什么、到哪里办当场写明，群众回去准备一次就能交齐。");
                practices.approve(director, practice);
            });
        }
    }

    /** The bad ones by their causes, and a task for the most frequent. */
    private void mend(Officer supervisor) {
        String region = directory.region();
        ratings.said(region, true, GOOD_ENOUGH)
                .forEach(
                        bad -> trying(() -> causes.sort(supervisor, bad.rating().occasion(), "waiting")));
        causes.counts(region, Instant.EPOCH, time.instant()).stream()
                .limit(1)
                .forEach(count -> trying(() -> causes.improve(
                        supervisor,
                        id("improvement"),
                        count.department(),
                        count.cause(),
                        new Causes.Task(
                                "高峰时段加开窗口，并公布预计等候时间。",
                                CityTime.day(time.instant()).plusDays(20)))));
    }

    /** What a rule refuses is there already. */
    private static void trying(Runnable act) {
        try {
            act.run();
        } catch (RuleBroken done) {
            // The demo was here before.
            log.debug("Left out: {}", done.code());
        }
    }
}
