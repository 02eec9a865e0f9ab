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
        assertThat(clerk.open(base).body()).contains(base + "/material/health", base + "/free");

        String on = base + "/material/health";
        String page = clerk.open(on).body();
        assertThat(page).contains("申请人交过这份材料", "action=\"" + on + "/take\"", "有效期至");
        String[] take = take(page);
        assertThat(take[1]).isEqualTo(before.id().toString());
        String look = base + "/held/" + take[1] + "/" + take[3];
        assertThat(page).contains("href=\"" + look + "\"").doesNotContain("/me/cases/");
        assertThat(clerk.open(look).status()).isEqualTo(200);
        assertThat(clerk.send(on + "/take", take).location()).isEqualTo(on);
        clerk.send(on + "/take", take);

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

        String on = begun + "/material/health";
        assertThat(clerk.open(on).body())
                .contains("申请人刷一下身份证", "href=\"" + holder + "\"")
                .doesNotContain("申请人交过这份材料", before.id().toString());
        assertThat(clerk.open(begun + "/free").location()).isEqualTo(holder);
        String file = before.files("health").getFirst().id().toString();
        assertThat(clerk.open(begun + "/held/" + before.id() + "/" + file).status())
                .isEqualTo(404);
        String[] take = {"dossier", before.id().toString(), "file", file};
        assertThat(clerk.send(on + "/take", take).location()).isEqualTo(holder);
        UUID draft = UUID.fromString(begun.substring(begun.lastIndexOf('/') + 1));
        assertThat(drafts.find(draft).orElseThrow().files("health")).isEmpty();
    }

    private Dossier handedIn(Applicant teacher) {
        Dossier draft = city.complete(teacher, TEACHER);
        desk.submit(draft, Actor.applicant(teacher.holder(), teacher.person()), "web", City.key());
        return draft;
    }

    /** The fields of the form that takes the first one over. */
    private static String[] take(String page) {
        var fields = Pattern.compile(
                        "name=\"dossier\" value=\"([^\"]+)\"><input type=\"hidden\" name=\"file\" value=\"([^\"]+)\"")
                .matcher(page);
        assertThat(fields.find()).as(page).isTrue();
        return new String[] {"dossier", fields.group(1), "file", fields.group(2)};
    }
}
