package org.yimen.application;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.yimen.platform.Batches;

/** 窗口代填: the drafts that a clerk began for somebody, and whose they are since. */
@Service
public class WindowDrafts {

    /** Who began what is over is known for a day; longer than any transaction that may still need it. */
    static final Duration KEPT = Duration.ofDays(1);

    private static final String BEGUN = """
        insert into application.window_draft (region_code, draft_id, clerk_id, vouched, begun_at)
        values (:region, :draft, :clerk, :vouched, :at)
            on conflict (region_code, draft_id) do nothing
        """;

    private static final String HERS = """
        select exists (
               select 1
                 from application.window_draft
                where region_code = :region and draft_id = :draft and clerk_id = :clerk and taken_over_at is null)
        """;

    private static final String ASKED = """
        select exists (
               select 1
                 from application.window_draft
                where region_code = :region and draft_id = :draft and taken_over_at is null and not vouched)
        """;

    private static final String TAKE_OVER = """
        update application.window_draft
           set taken_over_at = :at
         where region_code = :region and draft_id = :draft and taken_over_at is null
        """;

    /** What says nothing any more: its owner has come, it was handed in, or it is gone. */
    private static final String FORGET = """
        delete from application.window_draft begun
         using (select draft.region_code, draft.draft_id
                  from application.window_draft draft
                       left join application.dossier open
                         on open.region_code = draft.region_code and open.id = draft.draft_id
                        and open.submitted_at is null
                 where draft.region_code = :region and draft.begun_at < :before
                   and (draft.taken_over_at is not null or open.id is null)
                 limit :limit
                   for update of draft skip locked) old
         where begun.region_code = old.region_code and begun.draft_id = old.draft_id
        """;

    private final JdbcClient jdbc;
    private final Drafts drafts;
    private final InstantSource time;
    private final String region;

    WindowDrafts(JdbcClient jdbc, Drafts drafts, InstantSource time, @Value("${yimen.region}") String region) {
        this.jdbc = jdbc;
        this.drafts = drafts;
        this.time = time;
        this.region = region;
    }

    /**
     * The draft of this applicant for the item if there is one, else a new one, which is the clerk's from its first moment:
     * what its owner began, though it be in this very moment, never becomes hers.
     *
     * @param key however often it arrives, it begins one draft
     * @param vouched true where its owner, or who acts for him, had shown who he is
     */
    public Drafts.Begun begin(Applicant applicant, String item, Start start, UUID key, UUID clerk, boolean vouched) {
        return drafts.begin(applicant, item, start, key, draft -> begun(draft, clerk, vouched));
    }

    private void begun(Dossier draft, UUID clerk, boolean vouched) {
        jdbc.sql(BEGUN)
                .param("region", draft.region())
                .param("draft", draft.id())
                .param("clerk", clerk)
                .param("vouched", vouched)
                .param("at", Timestamp.from(time.instant()))
                .update();
    }

    /** True of what this clerk began, until its owner opens it: everything in it was typed by her. */
    public boolean isHers(Dossier draft, UUID clerk) {
        return jdbc.sql(HERS)
                .param("region", draft.region())
                .param("draft", draft.id())
                .param("clerk", clerk)
                .query(Boolean.class)
                .single();
    }

    /**
     * Its owner comes for it. What he had begun at the window himself is his from now on; what a clerk began on his number
     * alone he is asked about first.
     *
     * @throws BegunAtWindow where he was not asked yet
     */
    public Dossier opened(Dossier draft) {
        if (isAskedAbout(draft)) {
            throw new BegunAtWindow(draft.id());
        }
        takenOver(draft);
        return draft;
    }

    /** True while its owner has not said whether he goes on with it. */
    public boolean isAskedAbout(Dossier draft) {
        return jdbc.sql(ASKED)
                .param("region", draft.region())
                .param("draft", draft.id())
                .query(Boolean.class)
                .single();
    }

    /**
     * Its owner has said what becomes of it. However often he says so, one draft is there.
     *
     * @param draft as he saw it; it may be gone by now
     * @param fresh true where he wants nothing of what the clerk typed
     * @param key of the fresh one
     */
    public Dossier said(
            Optional<Dossier> draft, boolean fresh, Applicant applicant, String item, Start start, UUID key) {
        if (fresh) {
            draft.filter(this::isAskedAbout).ifPresent(drafts::discard);
            return drafts.begin(applicant, item, start, key);
        }
        draft.ifPresent(this::takenOver);
        return draft.orElseGet(() -> drafts.begin(applicant, item, start, key));
    }

    /** From now on it is its owner's, and at a window only his card or his code opens it. */
    public void takenOver(Dossier draft) {
        jdbc.sql(TAKE_OVER)
                .param("region", draft.region())
                .param("draft", draft.id())
                .param("at", Timestamp.from(time.instant()))
                .update();
    }

    /** Nodes that do it at the same time pass over each other's rows. */
    @Scheduled(initialDelayString = "PT7M", fixedDelayString = "${yimen.window-drafts-every:PT1H}")
    void forget() {
        Timestamp before = Timestamp.from(time.instant().minus(KEPT));
        var _ = Batches.untilDone(limit -> jdbc.sql(FORGET)
                .param("region", region)
                .param("before", before)
                .param("limit", limit)
                .update());
    }
}
