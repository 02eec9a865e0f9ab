package org.yimen.intake;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.crypto.ColumnCipher;
import org.yimen.crypto.Sealed;
import org.yimen.hotline.OrderChannels;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.OrderTypes.Area;
import org.yimen.hotline.OrderTypes.Topic;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.identifier.CaseNumber;
import org.yimen.identifier.CreditCode;
import org.yimen.identifier.Uuid7;
import org.yimen.identity.Entities;
import org.yimen.identity.LegalEntity;
import org.yimen.intake.SocialAccount.Incoming;
import org.yimen.knowledge.Found;
import org.yimen.knowledge.Library;
import org.yimen.knowledge.Searches;
import org.yimen.knowledge.UnfoundWords;
import org.yimen.platform.Plain;
import org.yimen.platform.Settings;
import org.yimen.platform.web.Site;
import org.yimen.platform.web.Words;

/**
 * 微信、微博: what people write there becomes an order of the same types, under the same limits, marked with its channel; on
 * WeChat one also asks for the links to booking, progress and rating, on both where one's own orders stand. A question is answered
 * from the knowledge first, where it has an answer.
 */
@Service
public class SocialInbox {

    static final String SENDER = "intake.message.sender";

    /** So many from one sender an hour, as from one browser without a name; the hotline takes the others. */
    static final int AN_HOUR = 20;

    /** What people type, in whatever language they read. */
    private static final String QUERY = "查询";

    private static final String BOOK = "预约";
    private static final String PROGRESS = "进度";
    private static final String RATE = "评价";

    /** By its first word a message says what it is; without one it is a question. */
    private static final Map<String, String> TYPES = Map.of(
            "投诉", "complaint", "举报", "report", "建议", "suggestion", "表扬", "praise", "求助", "help", "咨询", "consult");

    /** Whoever is not helped by what is published writes it before his question. */
    private static final String ORDER = "转人工";

    private static final int MOST_HITS = 3;

    /** With it, and the credit code, a firm says what it needs. */
    private static final String DEMAND = "诉求";

    private static final Pattern CODE = Pattern.compile("(?<![0-9A-Za-z])[0-9A-Za-z]{18}(?![0-9A-Za-z])");
    private static final int MOST_CODES = 3;

    private static final String CONSULT = "consult";
    private static final int WORD = 2;

    private final JdbcClient jdbc;
    private final ColumnCipher cipher;
    private final OrderDesk desk;
    private final OrderTypes types;
    private final Entities entities;
    private final Library library;
    private final Searches searches;
    private final UnfoundWords unfound;
    private final SocialReplies replies;
    private final List<SocialAccount> accounts;
    private final Settings settings;
    private final InstantSource time;
    private final String region;

    SocialInbox(
            JdbcClient jdbc,
            ColumnCipher cipher,
            OrderDesk desk,
            OrderTypes types,
            Entities entities,
            Library library,
            Searches searches,
            UnfoundWords unfound,
            SocialReplies replies,
            ObjectProvider<SocialAccount> accounts,
            Settings settings,
            InstantSource time,
            @Value("${yimen.region:629901}") String region) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.desk = desk;
        this.types = types;
        this.entities = entities;
        this.library = library;
        this.searches = searches;
        this.unfound = unfound;
        this.replies = replies;
        this.accounts = accounts.stream().toList();
        this.settings = settings;
        this.time = time;
        this.region = region;
    }

    /** What became of a message. */
    public enum Heard {
        ORDER,
        ANSWERED,
        OFTEN,
        AGAIN
    }

    /** Who wrote what became an order. */
    record Writer(String channel, String sender) {}

    public Optional<SocialAccount> account(String channel) {
        return accounts.stream().filter(each -> each.channel().equals(channel)).findFirst();
    }

    /** Takes a message in, once however often it is told, and answers it. */
    @Transactional
    public Heard hear(String channel, Incoming message) {
        Instant now = time.instant();
        UUID id = Uuid7.next(now);
        boolean once = jdbc.sql("""
                        insert into intake.message
                               (region_code, id, channel, external_id, sender_sealed, sender_index, at)
                        values (:region, :id, :channel, :external, :sender, :index, :at)
                            on conflict (region_code, channel, external_id) do nothing
                        """)
                        .param("region", region)
                        .param("id", id)
                        .param("channel", channel)
                        .param("external", message.id())
                        .param(
                                "sender",
                                cipher.seal(SENDER, region, id.toString(), message.from())
                                        .bytes())
                        .param("index", cipher.index(SENDER, message.from()))
                        .param("at", Timestamp.from(now))
                        .update()
                > 0;
        if (!once) {
            return Heard.AGAIN;
        }
        Words words = Words.of(Locale.SIMPLIFIED_CHINESE);
        String text = message.text().strip();
        if (lately(channel, message.from(), now) > AN_HOUR) {
            answer(channel, message, words.say("intake.social.often", settings.text(Site.PHONE)));
            return Heard.OFTEN;
        }
        Optional<String> known = service(channel, message.from(), text, words);
        if (known.isPresent() || text.isEmpty() || text.length() > Report.LONGEST) {
            answer(channel, message, known.orElseGet(() -> words.say("intake.social.help", Report.LONGEST)));
            return Heard.ANSWERED;
        }
        LegalEntity firm = null;
        if (text.startsWith(DEMAND)) {
            firm = firm(text).orElse(null);
            if (firm == null) {
                answer(channel, message, words.say("intake.social.demand", DEMAND));
                return Heard.ANSWERED;
            }
        }
        Optional<String> found = firm == null ? found(channel, message, text, words) : Optional.empty();
        if (found.isPresent()) {
            answer(channel, message, found.get());
            return Heard.ANSWERED;
        }
        String said = text.startsWith(ORDER) ? text.substring(ORDER.length()).strip() : text;
        if (said.isEmpty()) {
            answer(channel, message, words.say("intake.social.help", Report.LONGEST));
            return Heard.ANSWERED;
        }
        CaseFile<State> order = register(channel, message, said, firm);
        jdbc.sql("update intake.message set order_id = :order where region_code = :region and id = :id")
                .param("order", order.id().value())
                .param("region", region)
                .param("id", id)
                .update();
        answer(
                channel,
                message,
                firm == null
                        ? words.say("intake.social.registered", order.number(), desk.code(order))
                        : words.say("intake.social.of-firm", order.number(), firm.name()));
        return Heard.ORDER;
    }

    /** 知识库: what is published about a question, each with where it is from; whoever is not helped by it asks for an order. */
    private Optional<String> found(String channel, Incoming message, String text, Words words) {
        String first = text.substring(0, Math.min(WORD, text.length()));
        if (text.startsWith(ORDER) || !TYPES.getOrDefault(first, CONSULT).equals(CONSULT)) {
            return Optional.empty();
        }
        String question = TYPES.containsKey(first) ? text.substring(WORD).strip() : text;
        List<Found> hits = library.near(question, MOST_HITS);
        searches.count(channel, !hits.isEmpty());
        if (hits.isEmpty()) {
            // It becomes an order, which answers him; what several ask so, everybody should find.
            unfound.missed(channel, question, channel + ":" + message.from());
        }
        return hits.isEmpty()
                ? Optional.empty()
                : Optional.of(hits.stream()
                        .map(hit -> words.say(
                                "intake.social.hit",
                                words.text(hit.title()),
                                words.text(hit.says()),
                                words.text(hit.from()),
                                hit.href()))
                        .collect(Collectors.joining("\n", "", "\n" + words.say("intake.social.hits", ORDER))));
    }

    /** 企业诉求: the firm whose credit code is among the words. */
    private Optional<LegalEntity> firm(String text) {
        return CODE.matcher(text)
                .results()
                .limit(MOST_CODES)
                .flatMap(code -> CreditCode.parse(code.group()).flatMap(entities::find).stream())
                .findFirst();
    }

    private CaseFile<State> register(String channel, Incoming message, String text, @Nullable LegalEntity firm) {
        String first = text.substring(0, Math.min(WORD, text.length()));
        String type = firm == null ? TYPES.getOrDefault(first, CONSULT) : "demand";
        // Nobody is there to choose: what the words point to, which the dispatcher corrects.
        String topic = types.nearest(text).map(Topic::code).orElse(OrderTypes.OTHER);
        String area = types.named(text).map(Area::code).orElse(null);
        var said = new Content(text, "", "");
        String key = "social:" + channel + ":" + message.id();
        if (firm != null) {
            // The platform proves no name, so nobody speaks for the firm: it reads and rates the answer itself.
            var reporter = new Reporter("", "", null, firm.id());
            var demand = new Report(type, topic, null, false, said, reporter, area);
            return desk.register(demand, firm.id(), Actor.applicant(firm.id(), firm.id()), channel, key);
        }
        var report = new Report(type, topic, null, false, said, null, area);
        return desk.registerAnonymous(report, channel, key);
    }

    /** 查询、预约、评价: what is no matter for an office. On Weibo one only asks where one's own order stands. */
    private Optional<String> service(String channel, String from, String text, Words words) {
        String plain = Plain.line(text);
        if (plain.startsWith(QUERY) && asksForANumber(plain.substring(WORD).strip())) {
            return Optional.of(standing(channel, from, plain, words));
        }
        if (!channel.equals(OrderChannels.WECHAT)) {
            return Optional.empty();
        }
        return switch (plain) {
            case BOOK -> Optional.of(words.say("intake.social.book"));
            case "办件", PROGRESS -> Optional.of(words.say("intake.social.progress"));
            case RATE -> Optional.of(words.say("intake.social.rate"));
            case "菜单", "帮助" -> Optional.of(words.say("intake.social.menu", QUERY, BOOK, PROGRESS, RATE));
            default -> Optional.empty();
        };
    }

    /** 查询 is how many a question begins, too. */
    private static boolean asksForANumber(String rest) {
        return rest.isEmpty() || CaseNumber.parse(rest).isPresent();
    }

    /** Where one's own order stands; of somebody else's he learns not even that it is there. */
    private String standing(String channel, String from, String text, Words words) {
        return CaseNumber.parse(text.substring(WORD).strip())
                .flatMap(number -> jdbc
                        .sql("""
                                select order_id
                                  from intake.message
                                 where region_code = :region and channel = :channel and sender_index = any (:sender)
                                   and order_id is not null
                                 order by at desc, id desc
                                 limit :most
                                """)
                        .param("region", region)
                        .param("channel", channel)
                        .param("sender", indexes(from))
                        .param("most", AN_HOUR * AN_HOUR)
                        .query((row, _) -> row.getObject("order_id", UUID.class))
                        .list()
                        .stream()
                        .map(order -> desk.find(new CaseId(region, order)))
                        .filter(file -> file.number().equals(number.toString()))
                        .findFirst())
                .map(file -> words.say(
                        "intake.social.stands",
                        file.number(),
                        words.say("hotline.status." + file.state().getClass().getSimpleName())))
                .orElseGet(() -> words.say("intake.social.unknown", QUERY));
    }

    private long lately(String channel, String from, Instant now) {
        return jdbc.sql("""
                        select count(*)
                          from intake.message
                         where region_code = :region and channel = :channel and sender_index = any (:sender)
                           and at > :since
                        """)
                .param("region", region)
                .param("channel", channel)
                .param("sender", indexes(from))
                .param("since", Timestamp.from(now.minus(Duration.ofHours(1))))
                .query(Long.class)
                .single();
    }

    private byte[][] indexes(String from) {
        return cipher.indexes(SENDER, from).toArray(byte[][]::new);
    }

    private void answer(String channel, Incoming message, String text) {
        replies.queue(channel, message.from(), "message:" + message.id(), text);
    }

    /** Who wrote it, of an order that came by one of these channels. */
    Optional<Writer> writer(UUID order) {
        return jdbc.sql("""
                        select id, channel, sender_sealed
                          from intake.message
                         where region_code = :region and order_id = :order
                        """)
                .param("region", region)
                .param("order", order, Types.OTHER)
                .query((row, _) -> new Writer(
                        row.getString("channel"),
                        cipher.open(
                                SENDER,
                                region,
                                row.getObject("id", UUID.class).toString(),
                                Sealed.of(row.getBytes("sender_sealed")))))
                .optional();
    }
}
