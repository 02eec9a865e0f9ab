package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Applicant;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.casework.Actor;
import org.yimen.desk.Clerk.Answer;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Channel;
import org.yimen.identity.People;
import org.yimen.identity.Verification;
import org.yimen.identity.Verifications;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** 窗口的材料复用: what is held opens at the window for whom something vouches, by the rules of the web. */
@HallTest
class HoldingsPagesTest {

    private static final String TEACHER = "teacher-qualification";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Verifications verifications;

    @Autowired
    private Accesses accesses;

    @Autowired
    private People people;

    @Autowired
    private TestTime time;

    @Test
    void whoIsVouchedForUsesAgainWhatHeGaveAndItIsThereOnceAndOnHisRecord() throws Exception {
        Applicant teacher = city.somebody();
        Dossier before = handedIn(teacher);
        Clerk clerk = pages.at("zx.window1");
        var _ = verifications.verified(teacher.person(), Verification.How.PASSWORD, Channel.WEB, DeskPages.CITY);
        String code = verifications.code(teacher.person()).orElseThrow().spelt();
        clerk.send("/desk/intake", "number", code);
        Dossier draft = drafts.create(teacher, TEACHER);
        String base = "/desk/intake/" + draft.id();
        assertThat(clerk.open(base).body()).contains(base + "/held", base + "/free");

        String page = clerk.open(base + "/held").body();
        String[] take = take(page, "health");
        assertThat(take[1]).isEqualTo(before.id().toString());
        assertThat(clerk.open(base + "/held/" + take[1] + "/" + take[2]).status())
                .isEqualTo(200);
        clerk.open(base + "/held/" + take[1] + "/" + take[2]);
        assertThat(send(clerk, base, take).status()).isEqualTo(303);
        send(clerk, base, take);

        Dossier now = drafts.find(draft.id()).orElseThrow();
        assertThat(now.files("health"))
                .singleElement()
                .satisfies(file -> assertThat(file.origin()).isNotNull());
        assertThat(accesses.of(teacher.person(), time.instant().plusSeconds(1), 20))
                .filteredOn(access -> draft.id().equals(access.caseId()))
                .extracting(Access::kind)
                .as("he reads who looked, once an hour, and who took it over")
                .containsExactlyInAnyOrder(Access.Kind.OPENED, Access.Kind.PAPERS_REUSED);
        assertThat(clerk.send(base + "/free", "bring", "degree").status()).isEqualTo(303);
        assertThat(drafts.find(draft.id()).orElseThrow().content().brought()).containsExactly("degree");
    }

    @Test
    void aTypedNumberOpensNothingThatIsHeld() throws Exception {
        Applicant teacher = city.somebody();
        Dossier before = handedIn(teacher);
        Clerk clerk = pages.at("zx.window1");
        String number = people.find(teacher.person()).orElseThrow().citizenId().value();
        String holder = clerk.send("/desk/intake", "number", number).location();
        String begun = clerk.send(
                        holder, "item", TEACHER, "key", UUID.randomUUID().toString())
                .location();
        assertThat(clerk.open(begun).status()).as("he began it himself").isEqualTo(200);

        assertThat(clerk.open(begun + "/held").location()).isEqualTo(holder);
        assertThat(clerk.open(begun + "/free").location()).isEqualTo(holder);
        String file = before.files("health").getFirst().id().toString();
        assertThat(clerk.open(begun + "/held/" + before.id() + "/" + file).status())
                .isEqualTo(404);
        assertThat(clerk.send(
                                begun + "/held",
                                "material",
                                "health",
                                "dossier",
                                before.id().toString(),
                                "file",
                                file)
                        .location())
                .isEqualTo(holder);
        UUID draft = UUID.fromString(begun.substring(begun.lastIndexOf('/') + 1));
        assertThat(drafts.find(draft).orElseThrow().files("health")).isEmpty();
    }

    private Dossier handedIn(Applicant teacher) {
        Dossier draft = city.complete(teacher, TEACHER);
        desk.submit(draft, Actor.applicant(teacher.holder(), teacher.person()), "web", City.key());
        return draft;
    }

    private static Answer send(Clerk clerk, String base, String[] take) throws Exception {
        return clerk.send(base + "/held", "material", take[0], "dossier", take[1], "file", take[2]);
    }

    private static String[] take(String page, String material) {
        var fields = Pattern.compile(
                        "name=\"material\" value=\"" + material
                                + "\"><input type=\"hidden\" name=\"dossier\" value=\"([^\"]+)\"><input type=\"hidden\" name=\"file\" value=\"([^\"]+)\"")
                .matcher(page);
        assertThat(fields.find()).as(page).isTrue();
        return new String[] {material, fields.group(1), fields.group(2)};
    }
}
