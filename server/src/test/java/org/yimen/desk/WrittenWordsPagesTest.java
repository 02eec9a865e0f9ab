package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yimen.application.Applicants;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.desk.Clerk.Answer;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Passwords;
import org.yimen.identity.People;
import org.yimen.identity.Person;
import org.yimen.identity.TestNumbers;
import org.yimen.notify.Enquiries;
import org.yimen.notify.Remark;
import org.yimen.notify.Remarks;
import org.yimen.organisation.Directory;
import org.yimen.platform.Text;
import org.yimen.portal.Browser;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 留言与咨询里的号码: with stars at the desk, whole for a reason and a record, and to who wrote it as he wrote it. */
@HallTest
class WrittenWordsPagesTest {

    private static final String PASSWORD = "a-password-of-its-own-1";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Applicants applicants;

    @Autowired
    private People people;

    @Autowired
    private Passwords passwords;

    @Autowired
    private Accesses accesses;

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private Remarks remarks;

    @Autowired
    private Directory directory;

    @Autowired
    private TestTime time;

    @LocalServerPort
    private int port;

    private Person writer = new Person(UUID.randomUUID(), "", TestNumbers.citizen(), "");
    private String words = "";

    @BeforeEach
    void somebodyWithAPhone() {
        var number = TestNumbers.citizen();
        String phone = "154" + number.value().substring(7, 15);
        writer = people.register("写信人", number, phone, passwords.hash(PASSWORD));
        words = "请打电话 " + phone + " 找我";
    }

    @Test
    @Proves("M-IDA-06")
    void aNumberInAQuestionIsReadWholeForAReasonOnlyAndByWhoWroteIt() throws Exception {
        UUID id = enquiries.ask(
                DeskPages.CITY,
                writer.id(),
                new Enquiries.About("food-business", Text.of("食品经营许可"), "SJ"),
                City.key(),
                words);
        var owner =
                directory.staff(enquiries.find(DeskPages.CITY, id).orElseThrow().owner());
        Clerk clerk = pages.at(owner);
        String page = "/desk/enquiries/" + id;

        assertThat(clerk.open(page).body())
                .contains("请打电话 154****", page + "/show")
                .doesNotContain(writer.phone());
        assertThat(clerk.open("/desk/talk").body()).doesNotContain(writer.phone());
        assertThat(clerk.proven(page + "/show", "key", UUID.randomUUID().toString())
                        .body())
                .doesNotContain(writer.phone());

        Answer shown = clerk.proven(page + "/show", "key", UUID.randomUUID().toString(), "reason", "call");

        assertThat(shown.body()).contains(words);
        assertThat(accesses.of(writer.id(), time.instant().plusSeconds(1), 20)).anySatisfy(look -> {
            assertThat(look.kind()).isEqualTo(Access.Kind.UNMASKED);
            assertThat(look.field()).isEqualTo(Access.Field.WORDS);
        });
        var himself = Browser.signedIn(port, writer, PASSWORD);
        assertThat(himself.open("/me/enquiries").body()).contains(words);
        assertThat(himself.open("/me/access").body()).contains("留言、咨询或诉求的原文");
    }

    @Test
    @Proves("M-IDA-06")
    void aNumberInAMessageOfACaseIsShownFromTheCase() throws Exception {
        var applicant = applicants.of(writer.id(), null);
        var himself = Actor.applicant(writer.id(), writer.id());
        var file = desk.submit(city.complete(applicant, "public-place-hygiene"), himself, "web", City.key());
        var id = file.id();
        var _ = desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
        remarks.ask(
                new Remark.About(
                        DeskPages.CITY,
                        id.value(),
                        file.number(),
                        Text.of("公共场所卫生许可"),
                        file.department(),
                        writer.id(),
                        writer.id()),
                writer.id(),
                City.key(),
                words);
        Clerk clerk = pages.at("wjw.examiner1");
        String at = "/desk/cases/" + id.value();

        assertThat(clerk.open(at + "/talk").body())
                .contains("154****", at + "/show")
                .doesNotContain(writer.phone());
        Answer shown =
                clerk.proven(at + "/show", "key", UUID.randomUUID().toString(), "field", "words", "reason", "call");

        assertThat(shown.body()).contains(words);
    }
}
