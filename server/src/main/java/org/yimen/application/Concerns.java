package org.yimen.application;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yimen.casework.CaseId;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Business;
import org.yimen.licence.Ending;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.Standing;
import org.yimen.platform.CityTime;
import org.yimen.platform.InTurn;
import org.yimen.time.Clock;
import org.yimen.time.TimeLimit;
import org.yimen.time.WorkCalendar;

/** Which licence a draft is about, and which of his licences somebody may have changed, renewed, replaced or ended. */
@Service
public class Concerns {

    /** 行政许可法 art. 50(1), where the item's own law says nothing else. */
    private static final TimeLimit THIRTY_DAYS = new TimeLimit(30, TimeLimit.Unit.NATURAL_DAY);

    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final WorkLists lists;
    private final LicenceDesk licences;
    private final Catalogue catalogue;
    private final WorkCalendar calendar;
    private final InstantSource time;

    Concerns(
            JdbcClient jdbc,
            WorkLists lists,
            LicenceDesk licences,
            Catalogue catalogue,
            WorkCalendar calendar,
            InstantSource time) {
        this.jdbc = jdbc;
        this.lists = lists;
        this.licences = licences;
        this.catalogue = catalogue;
        this.calendar = calendar.provisional();
        this.time = time;
    }

    /** What may be asked for about this licence today, in the order of {@link Business.Kind}. */
    public List<ItemVersion> open(Licence licence) {
        LocalDate today = CityTime.day(time.instant());
        String type = type(licence);
        return catalogue.published().stream()
                .filter(item -> item.business() != null
                        && item.business().licenceType().equals(type)
                        && mayBe(licence, item.business().kind(), today))
                .sorted((one, other) -> kind(one).compareTo(kind(other)))
                .toList();
    }

    private static Business.Kind kind(ItemVersion item) {
        Business business = item.business();
        if (business == null) {
            throw new IllegalStateException(item.code() + " is about no licence");
        }
        return business.kind();
    }

    /** The draft is about this licence from now on. */
    public void choose(Dossier draft, Licence licence) {
        jdbc.sql("""
                        insert into application.concern (region_code, case_id, licence_id)
                        values (:region, :case, :licence)
                            on conflict (region_code, case_id) do update set licence_id = excluded.licence_id
                        """)
                .param("region", draft.region())
                .param("case", draft.id())
                .param("licence", licence.id())
                .update();
    }

    /**
     * The first of the others that were handed in about this licence for which that holds. However often somebody hands in and
     * withdraws, a page of them is looked at in two statements.
     */
    Optional<Summary> another(CaseId id, UUID licence, Predicate<Summary> holds) {
        var after = FIRST;
        List<UUID> page;
        do {
            page = handedIn(id, licence, after);
            Optional<Summary> found = lists.byIds(id.region(), page).values().stream()
                    .filter(holds)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == WorkLists.MOST);
        return Optional.empty();
    }

    private List<UUID> handedIn(CaseId id, UUID licence, UUID after) {
        return jdbc.sql("""
                        select other.case_id
                          from application.concern other
                               join application.dossier filed
                                 on filed.region_code = other.region_code and filed.id = other.case_id
                         where other.region_code = :region and other.licence_id = :licence and other.case_id <> :case
                           and other.case_id > :after and filed.submitted_at is not null
                         order by other.case_id
                         limit :most
                        """)
                .param("region", id.region())
                .param("licence", licence)
                .param("case", id.value())
                .param("after", after)
                .param("most", WorkLists.MOST)
                .query((row, _) -> row.getObject("case_id", UUID.class))
                .list();
    }

    /** Whoever does something with this licence at once does so one after the other. */
    public void inTurn(String region, UUID licence) {
        InTurn.await(jdbc, "application.concern " + region + " " + licence);
    }

    /** Where it stands today. */
    Optional<Standing> standing(String region, UUID licence) {
        LocalDate today = CityTime.day(time.instant());
        return licences.find(region, licence).map(found -> found.standingOn(today));
    }

    /** True where it has ended or been replaced; one that was withdrawn is still struck off. */
    boolean isOver(String region, Concern concern) {
        LocalDate today = CityTime.day(time.instant());
        return licences.find(region, concern.licence())
                .filter(licence ->
                        licence.standingOn(today) instanceof Standing.Ended && !mayBe(licence, concern.kind(), today))
                .isPresent();
    }

    /** True while it is suspended: then it is given up at the most. */
    boolean isSuspended(String region, Concern concern) {
        LocalDate today = CityTime.day(time.instant());
        return concern.kind() != Business.Kind.CANCELLATION
                && licences.find(region, concern.licence())
                        .filter(licence -> licence.standingOn(today) instanceof Standing.Suspended)
                        .isPresent();
    }

    /** The licence that was chosen for a draft or a case. */
    public Optional<UUID> chosen(String region, UUID caseId) {
        return jdbc.sql("""
                        select licence_id
                          from application.concern
                         where region_code = :region and case_id = :case
                        """)
                .param("region", region)
                .param("case", caseId)
                .query(UUID.class)
                .optional();
    }

    /**
     * The licence that the draft is about: the chosen one, or the only one that it can be about.
     *
     * @return null where the item asks for a new licence
     */
    @Nullable
    Concern of(Dossier draft, ItemVersion item) {
        Business business = item.business();
        if (business == null) {
            return null;
        }
        LocalDate today = CityTime.day(time.instant());
        String number = draft.applicant().number();
        Optional<UUID> chosen = chosen(draft.region(), draft.id());
        List<Licence> possible = licences.heldBy(draft.region(), number).stream()
                .filter(licence -> type(licence).equals(business.licenceType()))
                .filter(licence -> mayBe(licence, business.kind(), today))
                .toList();
        Licence licence = chosen.isPresent()
                ? possible.stream()
                        .filter(each -> each.id().equals(chosen.get()))
                        .findFirst()
                        .orElseThrow(() -> new CaseRuleBroken("application.concern.not-open"))
                : onlyOf(possible);
        if (chosen.isEmpty()) {
            choose(draft, licence);
        }
        LocalDate until = licence.term().until();
        return new Concern(licence.id(), business.kind(), until, until != null && isInTime(business, today, until));
    }

    private static Licence onlyOf(List<Licence> possible) {
        if (possible.size() != 1) {
            throw new CaseRuleBroken(possible.isEmpty() ? "application.concern.none" : "application.concern.choose");
        }
        return possible.getFirst();
    }

    /** True where the licence has at least the lead time still to run: counted from today it ends by the last day. */
    private boolean isInTime(Business business, LocalDate today, LocalDate until) {
        TimeLimit lead = business.leadTime() == null ? THIRTY_DAYS : business.leadTime();
        return lead.unit() == TimeLimit.Unit.NATURAL_DAY
                ? !today.plusDays(lead.amount()).isAfter(until)
                : !Clock.of(today, lead).dueOn(calendar, today).isAfter(until);
    }

    private static boolean mayBe(Licence licence, Business.Kind kind, LocalDate today) {
        return switch (licence.standingOn(today)) {
            case Standing.InForce _ ->
                kind != Business.Kind.RENEWAL || licence.term().until() != null;
            // What is suspended may still be given up, and what has run out may still be struck off.
            case Standing.Suspended _, Standing.Expired _ -> kind == Business.Kind.CANCELLATION;
            case Standing.NotYet _ -> false;
            case Standing.Ended(var how, var _, var _) -> kind == Business.Kind.CANCELLATION && how == Ending.WITHDRAWN;
        };
    }

    /** The type of what the item grants by which it was first issued; empty where that item is gone. */
    private String type(Licence licence) {
        return catalogue
                .current(licence.itemCode())
                .map(item -> item.result().licenceType())
                .orElse("");
    }
}
