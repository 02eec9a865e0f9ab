package org.yimen.desk;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Candidate;
import org.yimen.application.CaseView;
import org.yimen.application.NoticeHandOvers.Line;
import org.yimen.application.Parties;
import org.yimen.application.ServiceByAnnouncement;
import org.yimen.application.ServiceConsents.Consent;
import org.yimen.delivery.Announcement;
import org.yimen.identity.Masks;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.web.Words;

/**
 * 告知书送达 at the window: which notices of a case reached whom, and what waits.
 *
 * @param consent what he said last of service in his inbox; null where he never said anything
 * @param candidates those to whom a notice may be given
 * @param parties what is written to third parties
 * @param announcements what hangs out of this case, and hung
 * @param missed the numbers of the papers that he says he did not get, while nobody answered him
 * @param key names what is sent next
 * @param refused the notice of which something was refused; null for the consent
 * @param error the message key of what is missing
 */
public record NoticesPage(
        DeskFrame frame,
        CaseView view,
        List<Line> lines,
        @Nullable Consent consent,
        List<Candidate> candidates,
        List<Parties.Line> parties,
        List<Announcement> announcements,
        Set<String> missed,
        String key,
        @Nullable String refused,
        @Nullable String error,
        @Nullable RuleBroken refusal) {

    public NoticesPage {
        lines = List.copyOf(lines);
        candidates = List.copyOf(candidates);
        parties = List.copyOf(parties);
        announcements = List.copyOf(announcements);
        missed = Set.copyOf(missed);
    }

    public String base() {
        return "/desk/cases/" + view.file().id().value() + "/notices";
    }

    /** The announcement of a paper that hangs out now, or null. */
    public @Nullable Announcement announced(Line line) {
        return announcements.stream()
                .filter(Announcement::isOpen)
                .filter(each -> isOf(each, line))
                .findFirst()
                .orElse(null);
    }

    /** Those of a paper that are over. */
    public List<Announcement> over(Line line) {
        return announcements.stream()
                .filter(each -> !each.isOpen() && isOf(each, line))
                .toList();
    }

    private static boolean isOf(Announcement announcement, Line line) {
        return announcement.isOf(
                ServiceByAnnouncement.kind(line.paper()), line.paper().number());
    }

    public boolean mayAnnounce(Line line) {
        return announced(line) == null && ServiceByAnnouncement.isOpenTo(view.file(), line);
    }

    public boolean agrees() {
        return consent != null && consent.agreed();
    }

    /** The people who may take it. */
    public List<Choice> takers(Words words) {
        return candidates.stream()
                .map(each -> Choice.of(
                        each.code(),
                        words.say("desk.hand-over.to", words.say(each.relation().key()), Masks.name(each.name()))))
                .toList();
    }

    public boolean failed() {
        return error != null || refusal != null;
    }

    /** What was wrong, in words. */
    public String said(Words words) {
        return refusal == null
                ? words.say(String.valueOf(error))
                : words.say(refusal.code(), refusal.arguments().toArray());
    }
}
