package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.NoticeHandOvers;
import org.yimen.application.NoticeHandOvers.Line;
import org.yimen.application.ServiceByAnnouncement;
import org.yimen.application.ServiceConsents;
import org.yimen.application.ServiceConsents.Place;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.delivery.Announcement;
import org.yimen.delivery.Handover;
import org.yimen.delivery.Proof;
import org.yimen.delivery.Way;
import org.yimen.document.PaperKind;
import org.yimen.identity.Masks;
import org.yimen.identity.Person;
import org.yimen.platform.CityTime;
import org.yimen.portal.Browser;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 公告送达: a paper that no other way brings to him hangs out, and counts as served when its days are over and not before. */
@HallTest
class AnnouncementPagesTest {

    private static final String HYGIENE = "public-place-hygiene";

    @LocalServerPort
    private int port;

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private NoticeHandOvers notices;

    @Autowired
    private ServiceByAnnouncement announcements;

    @Autowired
    private ServiceConsents consents;

    @Autowired
    private TestTime time;

    @Test
    @Proves("M-CRT-11")
    void aNoticeHangsOutForAllOfItsDaysAndThenCountsAsServed() throws Exception {
        Person person = pages.registered("公示送达人");
        CaseId id = pages.accepted(person, HYGIENE);
        Line notice = notices.of(desk.find(id)).getFirst();
        String at = "/desk/cases/" + id.value() + "/notices";
        String form = at + "/" + notice.paper().id() + "/announcement";
        String today = today().toString();
        Clerk clerk = pages.at("zx.window1");
        String[] tried = {"key", City.key(), "hand", today, "mail", today, "reason", "登记的住址已拆迁，电话停机"};
        assertThat(clerk.open(at).body()).contains(form);

        assertThat(clerk.send(form, tried).status()).as("a second proof").isEqualTo(403);
        assertThat(announcements.of(id)).isEmpty();
        for (String[] wrong :
                List.of(new String[] {"", today, "搬走了"}, new String[] {today, "2026-11-10", "搬走了"}, new String[] {
                    today, today, " "
                })) {
            assertThat(clerk.proven(form, "key", City.key(), "hand", wrong[0], "mail", wrong[1], "reason", wrong[2])
                            .status())
                    .isEqualTo(422);
        }
        assertThat(clerk.proven(form, tried).location()).isEqualTo(at);
        assertThat(clerk.proven(form, tried).location()).isEqualTo(at);

        Announcement hung = announcements.of(id).getFirst();
        assertThat(announcements.of(id)).hasSize(1);
        assertThat(hung.untilOn()).isEqualTo(today().plusDays(30));
        String number = notice.paper().number();
        assertThat(new Browser(port).open("/announcements").body())
                .contains(number, Masks.name("公示送达人"))
                .doesNotContain(
                        "公示送达人", person.citizenId().value(), "拆迁", id.value().toString());
        assertThat(clerk.open(at).body()).contains("公告中", "登记的住址已拆迁");

        time.advance(Duration.ofDays(30));
        announcements.serveOver();
        assertThat(served(id, notice)).as("its last day").isNull();
        assertThat(new Browser(port).open("/announcements").body()).contains(number);
        time.advance(Duration.ofDays(1));
        announcements.serveOver();

        assertThat(Objects.requireNonNull(served(id, notice)))
                .returns(Way.ANNOUNCEMENT, Handover::way)
                .returns(CityTime.startOf(hung.servedOn()), Handover::servedAt)
                .returns(Proof.ANNOUNCED, handover -> handover.receiver().proof());
        assertThat(new Browser(port).open("/announcements").body()).doesNotContain(number);
    }

    @Test
    @Proves("M-CRT-11")
    void aRefusalIsServedByItsDaysAloneAndTheCaseGoesOnFromThere() {
        CaseId id = city.accepted(city.somebody(), HYGIENE).id();
        city.review(id);
        refuse(id);
        Line refusal = notices.everything(desk.find(id)).stream()
                .filter(line -> line.paper().kind() == PaperKind.REFUSAL)
                .findFirst()
                .orElseThrow();
        var clerk = city.at("ZX/window");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(
                        () -> desk.act(id, clerk, City.key(), null, new Command.Serve(Way.ANNOUNCEMENT.code(), null)))
                .as("nobody says so")
                .returns("application.hand-over.way", CaseRuleBroken::code);
        announcements.announce(
                desk.find(id), refusal.paper().id(), "下落不明", new Announcement.Tried(today(), today(), null), clerk);

        announcements.serveOver();
        assertThat(desk.find(id).state()).isInstanceOf(State.Refused.class);
        time.advance(Duration.ofDays(31));
        announcements.serveOver();

        assertThat(desk.find(id).state()).isInstanceOf(State.RefusalServed.class);
        assertThat(announcements.of(id)).noneMatch(Announcement::isOpen);
    }

    @Test
    void whatReachesHimOrIsTakenDownHangsOutNoLongerAndWhoAgreedIsAskedOfHisInbox() throws Exception {
        Person person = pages.registered("公示送达人");
        CaseId id = pages.accepted(person, HYGIENE);
        Line notice = notices.of(desk.find(id)).getFirst();
        String at = "/desk/cases/" + id.value() + "/notices";
        String form = at + "/" + notice.paper().id() + "/announcement";
        String today = today().toString();
        Clerk clerk = pages.at("zx.window1");
        String[] tried = {"key", City.key(), "hand", today, "mail", today, "reason", "查无此人"};
        consents.say(
                DeskPages.CITY,
                person.id(),
                person.id(),
                true,
                Place.WINDOW,
                city.at("ZX/window").id());
        assertThat(clerk.proven(form, tried).body()).contains("写明电子送达不成的日期");
        // What he said last counts, and it is said later.
        time.advance(Duration.ofSeconds(1));
        consents.say(
                DeskPages.CITY,
                person.id(),
                person.id(),
                false,
                Place.WINDOW,
                city.at("ZX/window").id());
        assertThat(clerk.proven(form, tried).location()).isEqualTo(at);

        assertThat(clerk.send(form + "/take-down", "key", City.key(), "reason", "")
                        .status())
                .isEqualTo(422);
        assertThat(clerk.send(form + "/take-down", "key", City.key(), "reason", "来电留了新地址")
                        .location())
                .isEqualTo(at);
        String number = notice.paper().number();
        assertThat(new Browser(port).open("/announcements").body()).doesNotContain(number);
        assertThat(clerk.open(at).body()).contains("已撤下", "来电留了新地址");
        clerk.proven(form, tried);
        assertThat(new Browser(port).open("/announcements").body()).contains(number);

        clerk.send(
                at + "/" + notice.paper().id(),
                "key",
                City.key(),
                "way",
                "mail",
                "to",
                "holder:" + person.id(),
                "on",
                today,
                "slip",
                "RR9");

        assertThat(Objects.requireNonNull(served(id, notice))).returns(Way.MAIL, Handover::way);
        assertThat(new Browser(port).open("/announcements").body()).doesNotContain(number);
        assertThat(clerk.proven(form, tried).body()).contains("已经有送达记录");
    }

    private void refuse(CaseId id) {
        var item = desk.item(desk.find(id));
        desk.write(
                id,
                city.at("WJW/chief"),
                City.key(),
                null,
                paper -> new Command.Refuse(
                        List.of(item.conditions().getFirst().code()),
                        "面积不够",
                        item.basis().getFirst().cited(),
                        paper));
    }

    private @Nullable Handover served(CaseId id, Line line) {
        return notices.of(desk.find(id)).stream()
                .filter(each -> each.paper().id().equals(line.paper().id()))
                .findFirst()
                .orElseThrow()
                .served();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
