package org.yimen.supervision;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.yimen.application.FollowUps.FoundFalse;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.notify.Notice;
import org.yimen.notify.Outbox;
import org.yimen.notify.Texts;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Text;

/** Tells whoever must act on a licence that he must, inside the transaction that makes it so. */
@Component
class Summons {

    private static final List<String> ROLES = List.of("examiner", "chief", "head");

    private final Referrals referrals;
    private final WorkLists lists;
    private final Directory directory;
    private final Outbox outbox;
    private final InstantSource time;

    Summons(Referrals referrals, WorkLists lists, Directory directory, Outbox outbox, InstantSource time) {
        this.referrals = referrals;
        this.lists = lists;
        this.directory = directory;
        this.outbox = outbox;
        this.time = time;
    }

    /** 承诺不实: who granted proposes to rescind, who supervises hears of it at once; whoever found it knows. */
    @EventListener
    void foundFalse(FoundFalse found) {
        UUID caseId = found.check().caseId();
        String granting = found.check().department();
        Referral referral = referrals.of(found.check());
        tell(
                leading(found.region(), granting, found.by()),
                "found-false:" + caseId,
                "supervision.found-false",
                number(found.region(), caseId),
                "/desk/checks/" + caseId);
        if (!referral.department().equals(granting)) {
            tell(
                    leading(found.region(), referral.department(), found.by()),
                    "found-false-told:" + caseId,
                    "supervision.found-false-told",
                    number(found.region(), caseId),
                    "/desk/supervision/" + caseId);
        }
    }

    /** The holder is being heard: who decides reads until when, and who supervises what is intended. */
    void noticed(Referral referral, Measure measure, List<Officer> deciders) {
        String region = directory.region();
        var arguments = Stream.concat(
                        number(region, measure.caseId()).stream(), Stream.of(Texts.day(measure.hearUntil())))
                .toList();
        String link = "/desk/supervision/" + measure.caseId();
        tell(deciders, "measure-hears:" + measure.id(), "supervision.measure-hears", arguments, link);
        if (!referral.department().equals(measure.department())) {
            tell(
                    leading(region, referral.department(), measure.noticedBy()),
                    "measure-told:" + measure.id(),
                    "supervision.measure-told",
                    arguments,
                    link);
        }
    }

    /** 要求听证: whoever may chair it. */
    void toHear(Measure measure, List<Officer> chairs) {
        tellOf(measure, chairs, "to-hear");
    }

    /** Everything was heard: whoever may decide. */
    void toDecide(Measure measure, List<Officer> deciders) {
        tellOf(measure, deciders, "to-decide");
    }

    private void tellOf(Measure measure, List<Officer> officers, String what) {
        tell(
                officers,
                "measure-" + what + ":" + measure.id(),
                "supervision.measure-" + what,
                number(directory.region(), measure.caseId()),
                "/desk/supervision/" + measure.caseId());
    }

    /** Who serves in the department today, each once. */
    List<Officer> serving(String region, String department) {
        return holding(region, department, ROLES);
    }

    private List<Officer> leading(String region, String department, UUID but) {
        return holding(region, department, List.of("chief", "head")).stream()
                .filter(officer -> !officer.id().equals(but))
                .toList();
    }

    private List<Officer> holding(String region, String department, List<String> roles) {
        LocalDate today = CityTime.day(time.instant());
        return roles.stream()
                .flatMap(role -> directory.holders(region, department + "/" + role, today).stream())
                .map(holder -> holder.staff().id())
                .distinct()
                .map(staff -> directory.officer(staff, today))
                .toList();
    }

    private List<Text> number(String region, UUID caseId) {
        return List.of(Optional.ofNullable(lists.byIds(region, List.of(caseId)).get(caseId))
                .map(Summary::number)
                .map(Text::of)
                .orElseGet(() -> Text.of("")));
    }

    private void tell(List<Officer> officers, String cause, String template, List<Text> arguments, String link) {
        Instant now = time.instant();
        officers.forEach(officer -> outbox.postInside(
                Notice.of(officer.region(), officer.id(), officer.id(), cause, template, arguments, now)
                        .to(link)));
    }
}
