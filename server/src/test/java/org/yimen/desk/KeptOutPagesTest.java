package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Command;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.CaseViews;
import org.yimen.application.City;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseId;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.People;
import org.yimen.identity.StepUp;
import org.yimen.notify.Remarks;
import org.yimen.organisation.DemoAccounts;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;
import org.yimen.testing.TestTime;

/** 回避: whoever keeps out of a case does nothing beside its commands either, and looks at nothing of it. */
@HallTest
class KeptOutPagesTest {

    private static final String HYGIENE = "public-place-hygiene";
    private static final String WORDS = "您已对本件申请回避";

    @Autowired
    private City city;

    @Autowired
    private DeskPages pages;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private CaseViews views;

    @Autowired
    private People people;

    @Autowired
    private Remarks remarks;

    @Autowired
    private Accesses accesses;

    @Autowired
    private TestTime time;

    private CaseId id = new CaseId(DeskPages.CITY, new UUID(0, 0));
    private Applicant somebody = new Applicant(id.value(), false, "", "", id.value(), null, null, "");
    private String base = "";

    @BeforeEach
    void aCaseThatIsExamined() {
        somebody = city.somebody();
        id = city.submitted(somebody, HYGIENE).id();
        base = "/desk/cases/" + id.value();
        desk.write(id, city.at("ZX/window"), City.key(), null, Command.Accept::new);
    }

    @Test
    @Proves("M-APR-05")
    void whoKeepsOutOpensNothingOfTheCase() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        String file = desk.dossier(id).content().files().getFirst().id().toString();
        String paper = views.view(id, city.at("WJW/chief")).history().stream()
                .flatMap(entry -> Stream.ofNullable(entry.paper()))
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
        assertThat(examiner.open(base + "/files/" + file + "/view").status()).isEqualTo(200);

        keepsOut("WJW/examiner");

        assertThat(examiner.open(base).body())
                .contains(WORDS)
                .doesNotContain(somebody.maskedName(), base + "/files/", base + "/talk");
        for (String way : new String[] {
            "/talk",
            "/show",
            "/files/" + file,
            "/files/" + file + "/view",
            "/papers/" + paper,
            "/papers/" + paper + "/copy",
            "/originals",
            "/do/review"
        }) {
            Clerk.Answer refused = examiner.open(base + way);
            assertThat(refused.status()).as(way).isEqualTo(422);
            assertThat(refused.body()).as(way).contains(WORDS);
        }
    }

    @Test
    @Proves({"M-APR-05", "M-IDA-06"})
    void whoKeepsOutLooksAtNoDataWithAReasonAndWritesNothing() throws Exception {
        Clerk examiner = pages.at("wjw.examiner1");
        keepsOut("WJW/examiner");

        Clerk.Answer shown = examiner.proven(
                base + "/show", "key", UUID.randomUUID().toString(), "field", "number", "reason", "check");
        Clerk.Answer said = examiner.send(base + "/talk", "key", City.key(), "text", "我来说两句");

        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.body()).contains(WORDS).doesNotContain(number());
        assertThat(said.status()).isEqualTo(422);
        assertThat(remarks.of(id.region(), id.value())).isEmpty();
        assertThat(accesses.of(somebody.person(), time.instant().plusSeconds(1), 20))
                .extracting(Access::kind)
                .doesNotContain(Access.Kind.UNMASKED);
    }

    @Test
    @Proves({"M-APR-05", "M-IDA-02"})
    void whoKeepsOutReadsNoCardForTheCaseAtHisWindow() throws Exception {
        Clerk clerk = pages.at("zx.window1");
        keepsOut("ZX/window");

        Clerk.Answer card = clerk.send(base + "/card", "card", "1");
        Clerk.Answer again = clerk.send(
                "/desk/intake/read-again",
                "again-subject",
                id.value().toString(),
                "again-to",
                base + "/correct",
                "card",
                "1");

        assertThat(card.status()).isEqualTo(422);
        assertThat(card.body()).contains(WORDS);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body()).contains(WORDS).doesNotContain("name=\"again-subject\"");
    }

    @Test
    @Proves({"M-APR-05", "M-IDA-06"})
    void whoKeepsOutLooksAtTheApplicantAtNoWindowWhileTheCaseIsOpen() throws Exception {
        Clerk clerk = pages.at("zx.window1");
        String of = clerk.send("/desk/intake", "number", number()).location();
        assertThat(clerk.open(of + "/show").status()).isEqualTo(200);

        keepsOut("ZX/window");
        Clerk.Answer shown = clerk.send(
                of + "/show",
                "key",
                UUID.randomUUID().toString(),
                "field",
                "number",
                "reason",
                "check",
                StepUp.FIELD,
                DemoAccounts.PASSWORD);

        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.body()).contains(WORDS).doesNotContain(number());
        Clerk other = pages.at("zx.window2");
        assertThat(other.open(other.send("/desk/intake", "number", number()).location() + "/show")
                        .status())
                .as("a colleague goes on")
                .isEqualTo(200);
    }

    private void keepsOut(String post) {
        Actor officer = city.at(post);
        desk.act(id, officer, City.key(), null, new Command.Recuse("申请人是我亲属"));
    }

    private String number() {
        return people.find(somebody.person()).orElseThrow().citizenId().value();
    }
}
