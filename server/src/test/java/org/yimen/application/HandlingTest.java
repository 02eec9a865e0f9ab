package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.Ground;
import org.yimen.application.Application.State;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Cursor;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.Dictionaries;
import org.yimen.catalogue.Dictionaries.By;
import org.yimen.catalogue.Dictionaries.CaseClass;
import org.yimen.catalogue.Dictionaries.Decider;
import org.yimen.catalogue.Dictionaries.Document;
import org.yimen.catalogue.Dictionaries.HandlingSystem;
import org.yimen.catalogue.Dictionaries.Runs;
import org.yimen.catalogue.ItemVersion;
import org.yimen.platform.Text;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** 七件 and 五制. */
@HallTest
class HandlingTest {

    private static final String ITEM = "food-business";
    private static final String CITY = "629901";

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private WorkLists lists;

    @Autowired
    private Catalogue catalogue;

    @Test
    @Proves({"M-INT-21", "M-INT-22", "N-L12"})
    void sevenClassesAreEachHandledByOneOfFiveSystems() {
        Dictionaries words = catalogue.setting().dictionaries();

        assertThat(words.caseClasses()).hasSize(7);
        assertThat(words.systems()).hasSize(5);
        assertThat(words.caseClasses())
                .allSatisfy(each -> assertThat(words.system(each).documents()).isNotEmpty());
        assertThat(words.caseClasses())
                .extracting(CaseClass::system)
                .containsAll(words.systems().stream().map(HandlingSystem::code).toList());
    }

    @Test
    @Proves("M-INT-21")
    void aCaseIsInOneClassAtEveryMomentByWhereItStands() {
        CaseId id = city.submitted(city.somebody(), ITEM).id();
        assertThat(label(id)).isEqualTo("promised");
        String material = desk.item(desk.find(id)).materials().stream()
                .filter(each -> each.supply() == ItemVersion.Material.Supply.APPLICANT)
                .findFirst()
                .orElseThrow()
                .code();

        var _ = desk.write(
                id,
                city.at("ZX/window"),
                City.key(),
                null,
                paper -> new Command.NoticeDefects(List.of(new Defect(material, "缺页")), paper));
        assertThat(label(id)).isEqualTo("supplemented");
        assertThat(lists.byNumber(CITY, desk.find(id).number()).orElseThrow().label())
                .isEqualTo("supplemented");

        CaseId other = city.submitted(city.somebody(), ITEM).id();
        assertThat(lists.inbox(
                        CITY,
                        List.of(desk.item(desk.find(id)).department() + "/accept"),
                        "promised",
                        Cursor.START,
                        WorkLists.MOST))
                .allMatch(entry -> entry.file().label().equals("promised"));
        assertThat(lists.inbox(
                        CITY,
                        List.of(desk.item(desk.find(id)).department() + "/accept"),
                        "instant",
                        Cursor.START,
                        WorkLists.MOST))
                .noneMatch(entry -> entry.file().id().equals(other));
        var _ = desk.write(
                other,
                city.at("ZX/window"),
                City.key(),
                null,
                paper -> new Command.Decline(Ground.NOT_COMPETENT, "不归本机关", "市卫健委", paper));
        assertThat(label(other)).isEqualTo("returned");
    }

    @Test
    @Proves("M-INT-21")
    void whatSomebodyHandsInForAPersonIsAnAgentsCase() {
        Applicant self = city.somebody();
        Applicant agent = city.somebody();
        var assisted = new Applicant(
                self.holder(),
                false,
                self.name(),
                self.number(),
                agent.person(),
                agent.name(),
                agent.number(),
                self.phone());
        CaseFile<State> file = desk.submit(
                city.complete(assisted, ITEM),
                Actor.applicant(assisted.holder(), assisted.person()),
                "web",
                City.key());

        assertThat(label(file.id())).isEqualTo("assisted");
    }

    @Test
    @Proves({"M-INT-21", "M-INT-22"})
    void whoDecidesHangsOnTheItemAndNotOnWhoBroughtIt() {
        var words = new Dictionaries(
                List.of(
                        new CaseClass("promised", Text.of("上报"), Text.of("上报"), "direct", By.ITEM),
                        new CaseClass("assisted", Text.of("代办"), Text.of("代办"), "promised", By.AGENT)),
                List.of(
                        system("direct", Decider.HEAD, Runs.STATUTORY, Document.ACCEPTANCE, Document.GRANT),
                        system("promised", Decider.CHIEF, Runs.PROMISED, Document.ACCEPTANCE, Document.GRANT)),
                Map.of(),
                List.of(),
                List.of(),
                Map.of());
        Context plain = Sample.on(Sample.MONDAY, null);
        State assisted =
                Sample.after(new State.Draft(), new Command.Submit("digest", List.of(), null, true, null), plain);

        assertThat(Handling.classOf(assisted, plain.item(), words).code()).isEqualTo("promised");
        assertThat(Handling.beside(assisted, words).orElseThrow().code()).isEqualTo("assisted");
        assertThat(Handling.listed(assisted, plain.item(), words).code()).isEqualTo("assisted");
        assertThat(Handling.isTheHeads(assisted, with(plain, words))).isTrue();
        assertThat(Handling.runsByLaw(assisted, with(plain, words))).isTrue();
        assertThat(Handling.beside(Sample.received(), words)).isEmpty();
    }

    @Test
    @Proves("M-INT-21")
    void whatSeveralDepartmentsHandleIsAJointCase() {
        CaseId id = city.submitted(city.somebody(), "road-excavation").id();

        assertThat(label(id)).isEqualTo("joint");
        assertThat(catalogue.current("construction-permit").orElseThrow().caseClass())
                .isEqualTo("joint");
    }

    @Test
    @Proves({"M-INT-21", "M-INT-22"})
    void whatIsForwardedIsSignedByTheHeadWhoeverHandedItIn() {
        CaseId id = city.accepted("senior-teacher-qualification").id();
        city.review(id);
        city.keyed(id);

        assertThat(label(id)).isEqualTo("forwarded");
        assertThat(lists.tasks(id)).extracting(entry -> entry.task().post()).containsExactly("JY/head");
        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> desk.write(id, city.at("JY/chief"), City.key(), null, Command.Grant::new))
                .returns("application.may-not.post", CaseRuleBroken::code);
        assertThat(desk.write(id, city.at("JY/head"), City.key(), null, Command.Grant::new)
                        .state())
                .isInstanceOf(State.Granted.class);
    }

    @Test
    @Proves("M-INT-22")
    void theSystemFixesWhoDecidesWhatIsIssuedAndWhichClockRuns() {
        var direct = system("direct", Decider.HEAD, Runs.STATUTORY, Document.ACCEPTANCE, Document.GRANT);
        var words = new Dictionaries(
                List.of(new CaseClass("promised", Text.of("件"), Text.of("件"), "direct", By.ITEM)),
                List.of(direct),
                Map.of(),
                List.of(),
                List.of(),
                Map.of());
        Context plain = Sample.on(Sample.MONDAY, Sample.CLERK);
        Context context = with(plain, words);
        var received = new State.Received(new Application.Filing(plain.now(), Sample.MONDAY));

        assertThatExceptionOfType(CaseRuleBroken.class)
                .isThrownBy(() -> Application.decide(
                        received, new Command.Decline(Ground.NO_LICENCE_NEEDED, "不需要", null, Sample.PAPER), context))
                .returns("application.handling.document", CaseRuleBroken::code);
        assertThat(Application.decide(received, new Command.Accept(Sample.PAPER), context))
                .isNotEmpty();
        assertThat(Handling.isTheHeads(received, context)).isTrue();
        assertThat(Handling.runsByLaw(received, context)).isTrue();
        assertThat(Handling.isTheHeads(received, plain)).isFalse();
    }

    private static HandlingSystem system(String code, Decider decides, Runs clock, Document... documents) {
        return new HandlingSystem(code, Text.of("制"), Text.of("制"), decides, Set.of(documents), clock);
    }

    private static Context with(Context plain, Dictionaries words) {
        return new Context(
                plain.now(),
                plain.today(),
                plain.calendar(),
                plain.item(),
                plain.actor(),
                plain.officer(),
                plain.colleagues(),
                plain.applicant(),
                plain.waitsForEarlier(),
                plain.inForce(),
                words,
                Context.Records.NONE);
    }

    private String label(CaseId id) {
        return lists.byIds(CITY, List.of(id.value())).values().iterator().next().label();
    }
}
