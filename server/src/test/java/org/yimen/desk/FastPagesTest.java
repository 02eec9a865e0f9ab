package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Applicant;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseView;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.application.FastLanes;
import org.yimen.application.Lane;
import org.yimen.application.Lanes;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFeed;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Cursor;
import org.yimen.casework.WorkLists.Entry;
import org.yimen.hall.Hall;
import org.yimen.identifier.CitizenId;
import org.yimen.identifier.CreditCode;
import org.yimen.identity.Entities;
import org.yimen.identity.Onlooker;
import org.yimen.identity.People;
import org.yimen.identity.SpecialGroup;
import org.yimen.identity.SpecialGroups;
import org.yimen.notify.Announcer;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** What goes first: by rule, or asked for by one and approved by another. */
@HallTest
class FastPagesTest {

    private static final String CITY = DeskPages.CITY;
    private static final String ITEM = "food-business";
    private static final String YC_ITEM = "tobacco-retail";
    private static final String SL_ITEM = "water-abstraction";
    private static final Pattern NEXT = Pattern.compile("href=\"(/desk/overdue\\?after=[^\"&]+)\"");

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private Hall hall;

    @Autowired
    private Applicants applicants;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseViews views;

    @Autowired
    private Lanes lanes;

    @Autowired
    private FastLanes fast;

    @Autowired
    private WorkLists lists;

    @Autowired
    private Directory directory;

    @Autowired
    private SpecialGroups specials;

    @Autowired
    private List<Announcer> announcers;

    @Autowired
    private People people;

    @Autowired
    private Entities entities;

    @Autowired
    private TestTime time;

    @Test
    void whoKeepsOutOfTheCaseNeitherReadsItsNumberThereNorDecides() throws Exception {
        CaseFile<?> file = city.submitted(applicants.of(hall.person().id(), null), ITEM);
        Clerk window = pages.at("zx.window1");
        Staff keptOut = pages.newcomer("SJ/head");
        Clerk head = pages.at(keptOut);
        ask(window, window.open("/desk/fast").hidden("key"), file, "门店已签约，开业在即");
        UUID request = request(file);
        assertThat(head.open("/desk/fast").body()).contains(file.number());

        desk.act(file.id(), Actor.officer(keptOut.id(), "SJ/head"), City.key(), null, new Command.Recuse("申请人是我的亲属"));

        assertThat(head.open("/desk/fast").body()).doesNotContain(file.number());
        assertThat(decide(head, request, "yes").status()).isEqualTo(422);
        assertThat(decide(head, request, "no").status()).isEqualTo(422);
        assertThat(ask(head, City.key(), file, "亲属的事").status()).isEqualTo(422);
        assertThat(pages.at(pages.newcomer("SJ/head")).open("/desk/fast").body())
                .contains(file.number());
    }

    @Test
    @Proves({"M-INT-24", "M-INT-23"})
    void whatOneAsksForAnotherApprovesStandsFirstAndKeepsEveryLimit() throws Exception {
        CaseFile<?> file = city.submitted(applicants.of(hall.person().id(), null), ITEM);
        Clerk window = pages.at("zx.window1");
        Clerk head = pages.at(pages.newcomer("SJ/head"));
        String key = window.open("/desk/fast").hidden("key");

        assertThat(ask(window, key, file, " ").status()).as("without a reason").isEqualTo(422);
        ask(window, key, file, "门店已签约，开业在即");
        assertThat(ask(window, key, file, "门店已签约，开业在即").location()).contains("done=asked");
        assertThat(ask(window, key, file, "另一个理由").status())
                .as("the same form with another reason")
                .isEqualTo(422);
        UUID request = request(file);
        assertThat(decide(window, request, "yes").status()).as("his own").isEqualTo(422);
        assertThat(decide(pages.at(pages.newcomer("WJW/head")), request, "yes").status())
                .as("another department's head")
                .isEqualTo(422);
        assertThat(decide(head, request, "yes").location()).contains("done=yes");
        assertThat(decide(head, request, "yes").status()).as("once").isEqualTo(422);

        Entry entry = task(file.id());
        assertThat(entry.first()).isTrue();
        List<Entry> inbox = lists.inbox(CITY, List.of("SJ/accept"), Cursor.START, WorkLists.MOST);
        assertThat(inbox).extracting(Entry::first).isSortedAccordingTo((a, b) -> Boolean.compare(b, a));
        assertThat(inbox).anyMatch(each -> each.file().id().equals(file.id()));
        LocalDate answer = entry.task().dueOn();
        assertThat(answer).as("before acceptance no date moves").isNotNull();
        assertThat(window.open("/desk/cases/" + file.id().value()).body()).contains("急件", "门店已签约，开业在即");
        accept(file.id());
        var view = views.view(file.id(), city.at("SJ/examiner"));
        var promised = view.clocks().stream()
                .filter(clock -> clock.code().equals("promised"))
                .findFirst()
                .orElseThrow();
        assertThat(view.treated().wantedOn()).isBefore(promised.reading().dueOn());
        assertThat(task(file.id()).task().dueOn()).isEqualTo(view.treated().wantedOn());
        assertThat(promised.limit()).isEqualTo(view.item().limits().promised());
        assertThat(lanes.of(CITY, file.id().value())).hasValueSatisfying(admission -> {
            assertThat(admission.lane().requester()).isEqualTo(staff("zx.window1"));
            assertThat(admission.admittedBy()).isNotEqualTo(admission.lane().requester());
        });
        assertThat(head.open("/desk/fast").body())
                .contains(file.number())
                .as("its days, of the short limit, and what orders that")
                .contains("0 / 1 个工作日（安澜市绿色通道工作规则");
    }

    @Test
    @Proves("M-INT-23")
    void whomARuleAdmitsGoesThroughTheGreenChannelByItself() {
        Applicant special = applicants.of(hall.person().id(), null);
        specials.declare(special.person(), SpecialGroup.DISABLED, "行动不便");
        assertThat(specials.priority(special.person())).isTrue();
        assertThat(specials.vouched(special.person()))
                .as("on his own word alone")
                .isFalse();
        specials.mark(
                special.person(),
                SpecialGroup.DISABLED,
                "看过残疾人证",
                new Onlooker(staff("zx.window1"), "窗口", "ZX/window"));
        CaseFile<?> file = city.submitted(special, ITEM);
        CaseFile<?> other = city.submitted(applicants.of(hall.person().id(), null), ITEM);

        announce(file);
        announce(file);
        announce(other);

        assertThat(task(file.id()).first()).isTrue();
        assertThat(task(other.id()).first()).isFalse();
        assertThat(lanes.of(CITY, file.id().value())).hasValueSatisfying(admission -> {
            assertThat(admission.lane().kind()).isEqualTo(Lane.Kind.GREEN);
            assertThat(admission.lane().ground()).isEqualTo(Lane.Ground.SPECIAL_PERSON);
            assertThat(admission.lane().reason()).doesNotContain("行动不便");
        });
        assertThat(views.view(file.id(), city.at("ZX/window")).history())
                .filteredOn(entry -> entry.event().getClass().getSimpleName().equals("Admitted"))
                .hasSize(1)
                .noneMatch(CaseView.Entry::isPublic);
    }

    @Test
    @Proves({"M-INT-23", "M-INT-24"})
    void keyProjectsAreEnteredByTheDirectorAndTheShareOfADepartmentIsCapped() throws Exception {
        Clerk director = pages.at("zx.director");
        Clerk window = pages.at("zx.window1");
        assertThat(window.send(
                                "/desk/fast/holders",
                                "key",
                                City.key(),
                                "code",
                                "91629901MA9900B28U",
                                "ground",
                                "KEY_PROJECT",
                                "basis",
                                "市重点项目清单〔2026〕1号")
                        .status())
                .isEqualTo(422);
        director.send(
                "/desk/fast/holders",
                "key",
                City.key(),
                "code",
                "91629901MA9900B28U",
                "ground",
                "KEY_PROJECT",
                "basis",
                "市重点项目清单〔2026〕1号");
        assertThat(lanes.holders(CITY)).anyMatch(holder -> holder.basis().equals("市重点项目清单〔2026〕1号"));
        var entered = lanes.holders(CITY).stream()
                .filter(holder -> holder.basis().equals("市重点项目清单〔2026〕1号"))
                .findFirst()
                .orElseThrow();
        assertThatExceptionOfType(CaseRuleBroken.class)
                .as("the same form with another paper")
                .isThrownBy(() -> fast.enter(
                        city.officer("ZX/director"),
                        entered.holder(),
                        Lane.Ground.MAJOR_ENTERPRISE,
                        "另一份名单",
                        entered.id()))
                .returns("platform.key.reused", CaseRuleBroken::code);

        Clerk head = pages.at(pages.newcomer("SJ/head"));
        int status = 0;
        for (int i = 0; i < 60 && status != 422; i++) {
            CaseFile<?> file = city.submitted(applicants.of(hall.person().id(), null), ITEM);
            ask(window, City.key(), file, "第 " + i + " 件");
            status = decide(head, request(file), "yes").status();
        }
        FastLanes.Share share = fast.shares(CITY).stream()
                .filter(each -> each.department().equals("SJ"))
                .findFirst()
                .orElseThrow();

        assertThat(status).as("the share is full").isEqualTo(422);
        assertThat(share.isFull()).isTrue();
        assertThat(share.approved()).isLessThanOrEqualTo(Math.max(1, share.cases() * 5 / 100));
        assertThat(director.open("/desk/fast").body())
                .contains("近 30 天各部门占比", share.ratio().percent() + "%");
    }

    @Test
    @Proves("M-INT-23")
    void aFirmWhoseKeyProjectIsEnteredGoesFirstWhileItIsListedAndItsClerkAloneDoesNot() throws Exception {
        var clerk = people.find(CitizenId.of("629901198211200199")).orElseThrow();
        var firm = entities.find(CreditCode.of("91629901MA9900D476")).orElseThrow();
        Clerk director = pages.at("zx.director");
        String key = City.key();
        director.send(
                "/desk/fast/holders",
                "key",
                key,
                "code",
                "91629901MA9900D476",
                "ground",
                "KEY_PROJECT",
                "basis",
                "市重点项目清单〔2026〕7号");
        CaseFile<?> project = city.submitted(applicants.of(clerk.id(), firm.id()), YC_ITEM);
        CaseFile<?> own = city.submitted(applicants.of(clerk.id(), null), YC_ITEM);

        announce(project);
        announce(own);

        assertThat(lanes.of(CITY, project.id().value())).hasValueSatisfying(admission -> {
            assertThat(admission.lane().kind()).isEqualTo(Lane.Kind.GREEN);
            assertThat(admission.lane().ground()).isEqualTo(Lane.Ground.KEY_PROJECT);
            assertThat(admission.lane().reason()).isEqualTo("市重点项目清单〔2026〕7号");
            assertThat(admission.lane().requester()).isNull();
        });
        assertThat(task(project.id()).first()).isTrue();
        assertThat(task(own.id()).first()).as("he is not the firm").isFalse();
        assertThat(fast.shares(CITY))
                .filteredOn(share -> share.department().equals("YC"))
                .as("who is admitted by rule is no favour")
                .allMatch(share -> share.approved() == 0);
        assertThat(pages.at("zx.window1")
                        .open("/desk/cases/" + project.id().value())
                        .body())
                .contains("绿色通道", "市重点项目清单〔2026〕7号");

        director.send("/desk/fast/holders/end", "holder", key);
        CaseFile<?> next = city.submitted(applicants.of(clerk.id(), firm.id()), YC_ITEM);
        announce(next);

        assertThat(task(next.id()).first()).as("not listed any more").isFalse();
        assertThat(task(project.id()).first()).as("what is in the lane stays").isTrue();
    }

    @Test
    @Proves("M-INT-24")
    void whatIsUrgentStandsBeforeWhatIsLateForLonger() throws Exception {
        CaseFile<?> usual = city.submitted(city.somebody(), SL_ITEM);
        time.advance(Duration.ofDays(5));
        CaseFile<?> urgent = city.submitted(city.somebody(), SL_ITEM);
        ask(pages.at("zx.window1"), City.key(), urgent, "汛期前要通水");
        decide(pages.at(pages.newcomer("SL/head")), request(urgent), "yes");
        assertThat(task(urgent.id()).first()).isTrue();
        assertThat(task(urgent.id()).task().dueOn())
                .isAfter(task(usual.id()).task().dueOn());
        time.advance(Duration.ofDays(30));
        LocalDate today = LocalDate.ofInstant(time.instant(), CityTime.ZONE);

        var seen = new ArrayList<Entry>();
        Cursor cursor = Cursor.START;
        List<Entry> page;
        do {
            // Pages of three, so that the end of the urgent ones lies within or between pages.
            page = lists.overdue(CITY, today, cursor, 3);
            seen.addAll(page);
            cursor = page.isEmpty() ? cursor : Cursor.after(page.getLast());
        } while (!page.isEmpty());

        assertThat(seen).doesNotHaveDuplicates();
        assertThat(seen)
                .isSortedAccordingTo(Comparator.comparing((Entry entry) -> !entry.first())
                        .thenComparing(
                                entry -> Objects.requireNonNull(entry.task().dueOn())));
        assertThat(seen).extracting(entry -> entry.file().id()).containsSubsequence(urgent.id(), usual.id());
        assertThat(row(pages.at("zx.supervisor"), urgent)).contains("先办");
        assertThat(row(pages.at("zx.supervisor"), usual)).doesNotContain("先办");
    }

    /** The case's row on the list of what is overdue, on whatever page it stands. */
    private static String row(Clerk clerk, CaseFile<?> file) throws Exception {
        String path = "/desk/overdue";
        while (true) {
            String body = clerk.open(path).body();
            for (String row : body.split("<tr ", -1)) {
                if (row.contains(file.number())) {
                    return row;
                }
            }
            Matcher next = NEXT.matcher(body);
            assertThat(next.find()).as(file.number() + " is overdue").isTrue();
            path = next.group(1);
        }
    }

    private Clerk.Answer ask(Clerk clerk, String key, CaseFile<?> file, String reason) throws Exception {
        return clerk.send("/desk/fast", "key", key, "case", file.number(), "kind", "URGENT", "reason", reason);
    }

    private static Clerk.Answer decide(Clerk clerk, UUID request, String word) throws Exception {
        return clerk.send("/desk/fast/decide", "request", request.toString(), "word", word, "note", "情况属实");
    }

    private UUID request(CaseFile<?> file) {
        return lanes.open(CITY).stream()
                .filter(request -> request.caseId().equals(file.id().value()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private Entry task(CaseId id) {
        return lists.tasks(id).getFirst();
    }

    private void accept(CaseId id) {
        var _ = desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
    }

    private void announce(CaseFile<?> file) {
        var told = new CaseFeed.Told(
                CaseFeed.Cursor.START,
                file.id(),
                file.number(),
                desk.kind(),
                file.subject(),
                file.department(),
                1,
                file.openedAt(),
                "Submitted",
                Actor.Kind.APPLICANT);
        announcers.forEach(announcer -> announcer.announce(told));
    }

    private UUID staff(String login) {
        return directory.staff(CITY, login).orElseThrow().id();
    }
}
