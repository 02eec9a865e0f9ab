package org.yimen.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yimen.identifier.CitizenId;
import org.yimen.identity.People;
import org.yimen.knowledge.Article;
import org.yimen.knowledge.Article.Source;
import org.yimen.knowledge.Articles;
import org.yimen.knowledge.AskedQuestions;
import org.yimen.knowledge.Library;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.phone.CallDesk;
import org.yimen.phone.CallType;
import org.yimen.phone.DemoCalls;
import org.yimen.phone.DutyRoster;
import org.yimen.phone.PhoneCall;
import org.yimen.phone.Switchboard;
import org.yimen.platform.CityTime;
import org.yimen.platform.ReplayTime;
import org.yimen.platform.Text;

/** 演示话务台: a roster of two weeks, six articles, calls of the last week and one that nobody took. */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoPhone {

    private static final Logger log = LoggerFactory.getLogger(DemoPhone.class);
    private static final String OPERATOR = "12345/operator";

    /** Somebody of the demo who once said who he is: his number brings him up. */
    private static final String KNOWN = "629901199503124524";

    private static final int DAYS = 14;
    private static final int VALID_DAYS = 365;

    private final DutyRoster roster;
    private final Articles articles;
    private final AskedQuestions questions;
    private final Library library;
    private final Switchboard switchboard;
    private final CallDesk desk;
    private final DemoCalls calls;
    private final People people;
    private final Directory directory;
    private final InstantSource time;
    private final int cases;

    DemoPhone(
            DutyRoster roster,
            Articles articles,
            AskedQuestions questions,
            Library library,
            Switchboard switchboard,
            CallDesk desk,
            DemoCalls calls,
            People people,
            Directory directory,
            InstantSource time,
            @Value("${yimen.demo.cases:240}") int cases) {
        this.roster = roster;
        this.articles = articles;
        this.questions = questions;
        this.library = library;
        this.switchboard = switchboard;
        this.desk = desk;
        this.calls = calls;
        this.people = people;
        this.directory = directory;
        this.time = time;
        this.cases = cases;
    }

    /** @param item the guide it is from, or empty where it is the instrument */
    private record Draft(String department, String item, String instrument, Text title, Text body) {}

    private static final List<Draft> DRAFTS = List.of(
            new Draft(
                    "SJ",
                    "food-business",
                    "",
                    new Text("开小餐馆要办食品经营许可吗", "Does a small restaurant need a food-business licence?"),
                    new Text(
                            "要。经营餐饮服务须先取得食品经营许可；材料和时限以办事指南为准，可以网上申请，也可以到综合窗口。",
                            "Yes. Serving food needs a food-business licence first. The guide lists papers and limits; apply online or at a counter.")),
            new Draft(
                    "WJW",
                    "public-place-hygiene",
                    "",
                    new Text("理发店要办公共场所卫生许可吗", "Does a hairdresser need a hygiene licence?"),
                    new Text(
                            "理发店属于公共场所，开业前办理公共场所卫生许可，按办事指南准备材料。",
                            "Yes: it is a public place, and the licence comes before the opening. The guide lists the papers.")),
            new Draft(
                    "YC",
                    "tobacco-retail",
                    "",
                    new Text("烟草零售许可证快到期怎么延续", "How is a tobacco retail licence renewed?"),
                    new Text(
                            "在有效期届满三十日前提出延续申请；逾期未提出的，到期后须重新申请（行政许可法第五十条）。",
                            "Apply thirty days before it ends; whoever does not applies anew afterwards (Administrative Licence Law, art. 50).")),
            new Draft(
                    "12345",
                    "",
                    "行政许可法第三十二条",
                    new Text("交了申请多久能知道受不受理", "How soon do I hear whether my application is accepted?"),
                    new Text(
                            "材料不齐的，当场或者五个工作日内一次告知；逾期不告知的，自收到材料之日起即为受理。",
                            "What is missing is said at once, on the spot or within five working days; without a word it counts as accepted from receipt.")),
            new Draft(
                    "12345",
                    "",
                    "行政许可法第五十八条",
                    new Text("办许可要交钱吗，申请书收费吗", "Does a licence cost anything, or its form?"),
                    new Text(
                            "办理行政许可不收费，法律、行政法规另有规定的除外；申请书格式文本一律不收费。",
                            "A licence costs nothing unless a law or an administrative regulation says so; the form never does.")),
            new Draft(
                    "12345",
                    "",
                    "行政许可法第三十八条",
                    new Text("申请被拒绝了怎么办", "My application was refused: what now?"),
                    new Text(
                            "不予许可要说明理由，并告知可以申请行政复议或者提起行政诉讼；决定书上写明期限和机关。",
                            "A refusal gives reasons and says that you may ask for review or sue; the paper names where and until when.")));

    @EventListener(ApplicationReadyEvent.class)
    void fill() {
        if (cases > 0 && articles.current().isEmpty()) {
            Thread.ofVirtual().name("demo-phone").start(this::live);
        }
    }

    private void live() {
        try {
            knowledge();
            roster();
            calls();
        } catch (RuntimeException failure) {
            log.error("The demo's phone desk went wrong", failure);
        }
    }

    private void knowledge() {
        LocalDate until = CityTime.day(time.instant()).plusDays(VALID_DAYS);
        for (Draft draft : DRAFTS) {
            String department = draft.department();
            boolean hotline = department.equals("12345");
            Officer author = officer(hotline ? OPERATOR : department + "/examiner");
            Officer head = officer(department + "/head");
            Article written = articles.propose(
                    new Articles.Draft(
                            null,
                            null,
                            department,
                            draft.title(),
                            draft.body(),
                            draft.item().isEmpty()
                                    ? Source.ofInstrument(draft.instrument())
                                    : Source.ofGuide(draft.item()),
                            until),
                    author,
                    UUID.randomUUID().toString());
            articles.approve(written.id(), written.version(), head);
        }
        questions.unanswered(
                "phone",
                "流动餐车能在景区摆摊吗，归谁管",
                "SJ",
                officer(OPERATOR).id(),
                UUID.randomUUID().toString());
    }

    /** Two people from eight to eight, and the first night before that. */
    private void roster() {
        LocalDate today = CityTime.day(time.instant());
        Officer head = officer("12345/head");
        List<UUID> operators = directory.holders(directory.region(), OPERATOR, today).stream()
                .map(holder -> holder.staff().id())
                .toList();
        UUID day = operators.getFirst();
        UUID night = operators.getLast();
        roster.enter(night, today, LocalTime.MIDNIGHT, LocalTime.of(8, 0), 1, head);
        roster.enter(day, today, LocalTime.of(8, 0), LocalTime.of(20, 0), DAYS, head);
        roster.enter(night, today, LocalTime.of(20, 0), LocalTime.of(8, 0), DAYS, head);
    }

    private void calls() {
        Instant now = time.instant();
        Officer operator = officer(OPERATOR);
        String[] texts = {"开饭店要办什么证", "小餐馆要不要许可", "理发店开业办什么手续", "烟草证到期了怎么延续"};
        for (int at = 0; at < texts.length; at++) {
            String text = texts[at];
            Instant moment = now.minus(Duration.ofDays(at + 1)).minus(Duration.ofHours(at));
            String number = "154000020%02d".formatted(at);
            ReplayTime.at(moment, () -> answer(operator, text, number, moment));
        }
        CallType[] others = {CallType.BOOKING, CallType.HELP, CallType.PRAISE};
        for (int at = 0; at < others.length; at++) {
            CallType type = others[at];
            String number = "154000010%02d".formatted(at);
            Instant moment = now.minus(Duration.ofDays(at + 2)).plus(Duration.ofMinutes(30));
            ReplayTime.at(moment, () -> {
                PhoneCall call = calls.taken(number, moment, operator);
                ReplayTime.at(moment.plusSeconds(95), () -> desk.end(call, operator, type, null));
            });
        }
        Instant week = now.minus(Duration.ofDays(6));
        ReplayTime.at(
                week,
                () -> people.find(CitizenId.of(KNOWN))
                        .ifPresent(person -> desk.end(
                                calls.taken(person.phone(), week, operator), operator, CallType.HELP, person.id())));
        ReplayTime.at(now.minus(Duration.ofMinutes(20)), () -> calls.missed("15400000099", time.instant()));
        log.info("{} demo calls are there", switchboard.latest(Switchboard.MOST).size());
    }

    private void answer(Officer operator, String text, String number, Instant moment) {
        PhoneCall call = calls.taken(number, moment, operator);
        ReplayTime.at(
                moment.plusSeconds(80),
                () -> library.find(text, 1).stream()
                        .findFirst()
                        .ifPresentOrElse(
                                found -> desk.answer(
                                        call,
                                        operator,
                                        null,
                                        text,
                                        found.says().zh(),
                                        List.of(found.source()),
                                        UUID.randomUUID().toString()),
                                () -> desk.end(call, operator, CallType.OTHER, null)));
    }

    private Officer officer(String post) {
        Instant now = time.instant();
        return directory.holders(directory.region(), post, CityTime.day(now)).stream()
                .filter(holder -> !holder.standIn())
                .findFirst()
                .map(holder -> directory.officer(holder.staff().id(), now))
                .orElseThrow();
    }
}
