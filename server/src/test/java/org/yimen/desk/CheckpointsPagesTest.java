package org.yimen.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yimen.application.Application.State;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Checkpoints;
import org.yimen.application.Checkpoints.Point;
import org.yimen.application.City;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.casework.CaseDesk;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.desk.Clerk.Answer;
import org.yimen.testing.HallTest;
import org.yimen.testing.Proves;

/** 受理审查要点手册: written in the item, ticked at the window, and nothing is accepted past it. */
@HallTest
@Proves("M-CAT-18")
class CheckpointsPagesTest {

    private static final String HYGIENE = "public-place-hygiene";

    @Autowired
    private DeskPages pages;

    @Autowired
    private City city;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private Drafts drafts;

    @Autowired
    private CaseDesk cases;

    @Autowired
    private Catalogue catalogue;

    @Test
    void everyMaterialOfEveryItemSaysWhatToLookAt() {
        assertThat(catalogue.published()).isNotEmpty().allSatisfy(item -> {
            assertThat(item.materials())
                    .allSatisfy(material -> assertThat(material.checkpoints())
                            .as(item.code() + " " + material.code())
                            .isNotEmpty());
            assertThat(item.broughtByApplicant())
                    .allSatisfy(material -> assertThat(material.checkpoints())
                            .as(item.code() + " " + material.code())
                            .anyMatch(Material.Checkpoint::mandatory));
        });
    }

    @Test
    void nothingIsAcceptedWhileAMandatoryCheckpointIsUnticked() throws Exception {
        CaseId id = city.submitted(HYGIENE).id();
        String at = "/desk/cases/" + id.value();
        Clerk clerk = pages.at("zx.window1");
        List<Point> points = Checkpoints.of(desk.item(desk.find(id)), desk.dossier(id));
        List<String> mandatory = points.stream()
                .filter(point -> point.checkpoint().mandatory())
                .map(Point::id)
                .toList();
        Point last = points.stream()
                .filter(point -> point.id().equals(mandatory.getLast()))
                .findFirst()
                .orElseThrow();
        String page = clerk.open(at).body();

        Answer none = clerk.send(at + "/do/accept", form(id, List.of()));
        Answer forged = clerk.send(at + "/do/accept", form(id, List.of("*")));
        Answer allButOne = clerk.send(at + "/do/accept", form(id, mandatory.subList(0, mandatory.size() - 1)));

        assertThat(mandatory).hasSizeGreaterThan(3);
        assertThat(page).contains(last.checkpoint().look().zh(), "常见错误：", "（选看）");
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.body()).contains("还有 " + mandatory.size() + " 条必看的审查要点没有核对");
        assertThat(forged.status()).isEqualTo(422);
        assertThat(allButOne.status()).isEqualTo(422);
        assertThat(allButOne.body())
                .contains("还有 1 条必看的审查要点没有核对")
                .containsPattern("value=\"" + mandatory.getFirst() + "\" checked");
        assertThat(desk.find(id).state()).isInstanceOf(State.Received.class);

        Answer all = clerk.send(at + "/do/accept", form(id, mandatory));

        assertThat(all.location()).isEqualTo(at + "?done=accept");
        assertThat(cases.history(id)).extracting(event -> event.type()).contains("Checked", "Accepted");
        assertThat(clerk.open(at).body()).contains("受理前核对审查要点 " + mandatory.size() + " 条");
    }

    @Test
    void ofAPaperThatIsNotThereNothingIsLookedAt() {
        Dossier whole = city.complete(HYGIENE);
        ItemVersion item = drafts.item(whole);

        Dossier without =
                drafts.detach(whole, whole.files("floor-plan").getFirst().id());

        assertThat(Checkpoints.of(item, whole)).anyMatch(point -> point.id().startsWith("floor-plan."));
        assertThat(Checkpoints.of(item, without)).noneMatch(point -> point.id().startsWith("floor-plan."));
        drafts.discard(without);
    }

    private String[] form(CaseId id, List<String> looked) {
        var fields = new ArrayList<>(
                List.of("key", City.key(), "seen", Long.toString(desk.find(id).version())));
        // Said outright, so that the helper does not tick for him.
        fields.addAll(List.of("looked", ""));
        looked.forEach(point -> fields.addAll(List.of("looked", point)));
        return fields.toArray(String[]::new);
    }
}
