package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Checkpoints;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.desk.Clerk.Answer;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Letter;
import org.yimen.organisation.LetterRefused;
import org.yimen.organisation.Letters;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Right;
import org.yimen.organisation.Staff;
import org.yimen.testing.HallTest;
import org.yimen.testing.Law;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 收件与受理: a window of the centre receives, the department accepts. */
@HallTest
@Proves({"M-INT-01", "M-INT-18"})
class ReceivePagesTest {

    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private Directory directory;

    @Autowired
    private Letters letters;

    @Autowired
    private TestTime time;

    @Test
    @Law(value = "行政许可法 第二十四条", rule = "Powers: a window without a commission receives, the department accepts")
    void theCentresWindowReceivesAndTheDepartmentFindsItInItsInbox() throws Exception {
        CaseId id = city.submitted(city.somebody(), HYGIENE).id();
        String base = "/desk/cases/" + id.value();
        Staff receiving = pages.newcomer("ZX/window");
        Clerk window = pages.at(receiving);
        List<String> points = Checkpoints.of(desk.item(desk.find(id)), desk.dossier(id)).stream()
                .map(Checkpoints.Point::id)
                .toList();

        Answer page = window.open(base);
        assertThat(page.body())
                .contains("/do/receive\" method=\"post\"", "收件，交部门受理", "卫健委 受理岗")
                .doesNotContain("/do/accept\" method=\"post\"");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(
                        id, Actor.officer(receiving.id(), "ZX/window"), City.key(), null, Command.Accept::new))
                .returns("application.may-not.accept", CaseRuleBroken::code);
        Answer sent = window.send(
                base + "/do/receive",
                "key",
                page.hidden("key"),
                "seen",
                page.hidden("seen"),
                "looked",
                points.getFirst());

        assertThat(sent.location()).isEqualTo(base + "?done=receive");
        assertThat(window.open(sent.location()).body()).contains("已收件").doesNotContain("/do/receive\" method");
        assertThat(desk.find(id).state()).isInstanceOf(State.Received.class);

        Clerk accepting = pages.at("wjw.window");
        String inbox = accepting.open("/desk").body();
        for (int guard = 0; guard < 50 && !inbox.contains(base) && inbox.contains("href=\"/desk?after="); guard++) {
            int at = inbox.indexOf("/desk?after=");
            inbox = accepting
                    .open(inbox.substring(at, inbox.indexOf('"', at)).replace("&amp;", "&"))
                    .body();
        }
        assertThat(inbox).contains(base);
        Answer form = accepting.open(base);
        assertThat(form.body())
                .contains("预审或收件时已核对", "/do/accept\" method=\"post\"")
                .containsPattern("value=\"" + points.getFirst().replace(".", "\\.") + "\"[^>]* checked");
        String[] click = new String[4 + 2 * points.size()];
        click[0] = "key";
        click[1] = form.hidden("key");
        click[2] = "seen";
        click[3] = form.hidden("seen");
        for (int i = 0; i < points.size(); i++) {
            click[4 + 2 * i] = "looked";
            click[5 + 2 * i] = points.get(i);
        }
        assertThat(accepting.send(base + "/do/accept", click).location()).isEqualTo(base + "?done=accept");
        assertThat(cases.history(id))
                .filteredOn(event -> event.type().equals("Accepted"))
                .singleElement()
                .satisfies(event -> assertThat(event.actor().post()).isEqualTo("WJW/accept"));
    }

    @Test
    @Proves("M-CHN-22")
    void whoAcceptsAnswersToWhatIsWrittenOnACaseOfHisDepartment() throws Exception {
        String talk =
                "/desk/cases/" + city.submitted(city.somebody(), HYGIENE).id().value() + "/talk";
        Clerk accepting = pages.at("wjw.window");

        String key = accepting.open(talk).hidden("key");
        assertThat(accepting.send(talk, "key", key, "text", "本人来，带身份证就行。").location())
                .isEqualTo(talk);

        assertThat(accepting.open(talk).body()).contains("带身份证就行", "卫健委 受理岗");
    }

    @Test
    void aDepartmentsClerkAcceptsForHisOwnDepartmentAlone() {
        Officer clerk = directory.officer(
                directory.staff(DeskPages.CITY, "sj.window").orElseThrow().id(), LocalDate.of(2026, 11, 18));
        CaseId id = city.submitted(city.somebody(), HYGIENE).id();

        assertThat(clerk.departmentsFor(Right.ACCEPT, LocalDate.of(2026, 11, 18)))
                .containsExactly("SJ");
        assertThat(clerk.serves("SJ/accept")).isTrue();
        assertThat(clerk.serves("WJW/accept")).isFalse();
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() ->
                        desk.write(id, Actor.officer(clerk.id(), "SJ/accept"), City.key(), null, Command.Accept::new))
                .returns("application.may-not.accept", CaseRuleBroken::code);
    }

    @Test
    @Law(value = "行政许可法 第二十四条", rule = "LetterRules: the right to accept goes to a post that accepts")
    void theRightToAcceptIsGivenToAPostThatAccepts() {
        Staff examiner = pages.newcomer("WJW/examiner");
        assertThatExceptionOfType(LetterRefused.class)
                .isThrownBy(() -> pages.letter(examiner, "WJW", Set.of(Right.ACCEPT)))
                .returns("organisation.letter.not-accepting", LetterRefused::code);
        Staff accepting = pages.newcomer("WJW/accept");

        Letter letter = pages.letter(accepting, "WJW", Set.of(Right.ACCEPT));

        CaseId id = city.submitted(city.somebody(), HYGIENE).id();
        Actor actor = Actor.officer(accepting.id(), "WJW/accept");
        letters.withdraw(DeskPages.CITY, letter.number(), "轮岗", "test", time.instant());
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(id, actor, UUID.randomUUID().toString(), null, Command.Accept::new))
                .returns("application.may-not.accept", CaseRuleBroken::code);
    }
}
