package org.yimen.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yimen.casework.Actor;
import org.yimen.testing.HallTest;
import org.yimen.testing.TestTime;

/** Who began a draft at the window is known for as long as it decides anything. */
@HallTest
class WindowDraftsTest {

    private static final String ITEM = "food-business";

    @Autowired
    private City city;

    @Autowired
    private Drafts drafts;

    @Autowired
    private WindowDrafts begun;

    @Autowired
    private ApplicationDesk desk;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TestTime time;

    @Test
    void whoBeganItIsForgottenADayAfterItIsOverAndNotBefore() {
        UUID clerk = city.at("ZX/window").id();
        Dossier open = begun(clerk);
        Dossier his = begun(clerk);
        begun.takenOver(his);
        Dossier gone = begun(clerk);
        drafts.discard(gone);
        Dossier handedIn = city.complete(begun(clerk));
        Applicant owner = handedIn.applicant();
        desk.submit(handedIn, Actor.applicant(owner.holder(), owner.person()), "window", City.key());

        time.advance(WindowDrafts.KEPT);
        begun.forget();
        assertThat(new Dossier[] {open, his, gone, handedIn}).allMatch(this::isNoted);

        time.advance(Duration.ofSeconds(1));
        begun.forget();
        assertThat(isNoted(open)).as("its owner is still to be asked").isTrue();
        assertThat(begun.isHers(open, clerk)).isTrue();
        assertThat(new Dossier[] {his, gone, handedIn}).noneMatch(this::isNoted);
        drafts.discard(open);
    }

    private Dossier begun(UUID clerk) {
        Applicant owner = city.somebody();
        return begun.begin(owner, ITEM, Start.signedIn(owner), UUID.randomUUID(), clerk, false)
                .draft();
    }

    private boolean isNoted(Dossier draft) {
        return jdbc.sql("""
                        select exists (select 1
                                         from application.window_draft
                                        where region_code = :region and draft_id = :draft)
                        """)
                .param("region", draft.region())
                .param("draft", draft.id())
                .query(Boolean.class)
                .single();
    }
}
