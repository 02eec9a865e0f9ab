package org.yimen.organisation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.yimen.organisation.Snapshot.NodeKey;
import org.yimen.platform.CityTime;

/**
 * 通讯录: who is who today, answered from memory. A change made on this node shows with its commit, one made on another
 * node within half a second; where the database has not been asked for a second, because the poll is late or dead, the next
 * question asks it first, so that a withdrawn letter is believed for no more than that.
 */
@Service
public class Directory {

    /** Older than this, and the snapshot is not believed before the database was asked again. */
    static final Duration BELIEVED_FOR = Duration.ofMillis(600);

    /** Somebody on a post, the first holder (A角) or the stand-in (B角). */
    public record Holder(Staff staff, boolean standIn) {
        static final Comparator<Holder> FIRST_BEFORE_STAND_IN = Comparator.comparing(Holder::standIn)
                .thenComparing(holder -> holder.staff().employeeNumber());
    }

    private final OrganisationTables tables;
    private final InstantSource time;
    private final String home;

    private final TransactionSynchronization onceDone = new TransactionSynchronization() {
        @Override
        public void afterCompletion(int status) {
            if (status != STATUS_ROLLED_BACK) {
                refresh();
            }
        }
    };

    /**
     * Nobody waits here for somebody else's answer: who has a connection in his transaction would keep it from who asks for one.
     */
    private final AtomicReference<Answer> answer;

    /** @param askedAtNanos when the database was asked for it, by {@link System#nanoTime()} */
    private record Answer(Snapshot snapshot, long askedAtNanos) {
        Answer orLater(Answer other) {
            return other.askedAtNanos - askedAtNanos > 0 ? other : this;
        }
    }

    Directory(OrganisationTables tables, InstantSource time, @Value("${yimen.region:629901}") String home) {
        this.tables = tables;
        this.time = time;
        this.home = home;
        long asked = System.nanoTime();
        this.answer = new AtomicReference<>(new Answer(tables.read(), asked));
    }

    /** The region that this installation serves; its code is in {@code yimen.region}. */
    public String region() {
        return home;
    }

    public Optional<Region> region(String code) {
        return Optional.ofNullable(believed().regions().get(code));
    }

    /** What rules get to know about a member of staff on that day: today at this moment, on other days at noon. */
    public Officer officer(UUID staffId, LocalDate on) {
        return officer(staffId, moment(on));
    }

    /** What rules get to know about a member of staff at that moment. */
    public Officer officer(UUID staffId, Instant at) {
        Snapshot now = believed();
        return now.officer(known(now, staffId), CityTime.day(at), at);
    }

    /**
     * In person: the same for somebody who is named as the second of two (行政许可法 arts. 34(3), 55); nobody, where it is a program
     * or not known.
     */
    public Optional<Officer> inPerson(UUID staffId, Instant at) {
        Snapshot now = believed();
        return Optional.ofNullable(now.staff().get(staffId))
                .filter(staff -> !staff.machine())
                .map(staff -> now.officer(staff, CityTime.day(at), at));
    }

    /** A member of staff with every post that he is appointed to, also as a stand-in who has nothing to do now. */
    public Officer appointee(UUID staffId, LocalDate on) {
        Snapshot now = believed();
        return now.appointee(known(now, staffId), on);
    }

    /** Who has the work of a post at that moment, for the whole region. */
    public Cover cover(String region, String post, Instant at) {
        return believed().cover(region, post, CityTime.day(at), at);
    }

    /** The same where this posting is for: in its place, or the whole region. */
    public Cover cover(Posting posting, Instant at) {
        return believed().cover(posting, CityTime.day(at), at);
    }

    /** The posts whose first holder or stand-in is away at that moment, by code. */
    public List<Cover> covers(String region, Instant at) {
        return covers(at).stream()
                .filter(cover -> cover.region().equals(region))
                .toList();
    }

    List<Cover> covers(Instant at) {
        return believed().covers(CityTime.day(at), at);
    }

    /** True where he is on the post as stand-in that day. */
    public boolean isStandIn(UUID staffId, String post, LocalDate on) {
        return believed().postings().stream()
                .anyMatch(posting -> posting.staff().equals(staffId)
                        && posting.post().equals(post)
                        && posting.standIn()
                        && posting.lastsOn(on));
    }

    /** The absences of a region that the directory still remembers, the latest first. */
    public List<Absence> absences(String region) {
        return believed().absences().values().stream()
                .flatMap(List::stream)
                .filter(absence -> absence.region().equals(region))
                .sorted(Comparator.comparing(Absence::from).reversed().thenComparing(Absence::id))
                .toList();
    }

    /** Why somebody is given no work of that day: today as he is now; empty where he may be given some. */
    public Optional<Stops.Why> stopped(String region, UUID staffId, LocalDate day) {
        Instant now = time.instant();
        return CityTime.day(now).equals(day)
                ? Stops.at(believed(), region, staffId, day, now)
                : Stops.on(believed(), region, staffId, day);
    }

    public boolean isAway(UUID staffId, Instant at) {
        return believed().isAway(staffId, at);
    }

    /** Everybody whom the region ever engaged, by employee number. */
    public List<Staff> everybody(String region) {
        return believed().staff().values().stream()
                .filter(person -> person.region().equals(region))
                .sorted(Comparator.comparing(Staff::employeeNumber))
                .toList();
    }

    /** All postings of the region, those that ended too, by post and first day. */
    public List<Posting> postings(String region) {
        return believed().postings().stream()
                .filter(posting -> posting.region().equals(region))
                .sorted(Comparator.comparing(Posting::post)
                        .thenComparing(Posting::standIn)
                        .thenComparing(Posting::from))
                .toList();
    }

    /** The posts of the region by code. */
    public List<Post> posts(String region) {
        return believed().posts().values().stream()
                .filter(post -> post.region().equals(region))
                .sorted(Comparator.comparing(Post::code))
                .toList();
    }

    /** The regions by code. */
    public List<Region> regions() {
        return believed().regions().values().stream()
                .sorted(Comparator.comparing(Region::code))
                .toList();
    }

    /** The nodes of a region by code, those that are closed too. */
    public List<Unit> units(String region) {
        return believed().units().values().stream()
                .filter(unit -> unit.region().equals(region))
                .sorted(Comparator.comparing(Unit::code))
                .toList();
    }

    public boolean isClosed(String region, String unit) {
        return believed().closed().contains(new NodeKey(region, unit));
    }

    /** What administrators of departments decided last about each right, by item. */
    public List<ItemRight> itemRights(String region, String department) {
        return believed().itemRights().values().stream()
                .filter(each ->
                        each.region().equals(region) && each.department().equals(department))
                .sorted(Comparator.comparing(ItemRight::item)
                        .thenComparing(ItemRight::right)
                        .thenComparing(ItemRight::at))
                .toList();
    }

    /** What administrators of departments decided last about each right of somebody, by department and item. */
    public List<ItemRight> itemRightsOf(String region, UUID clerk) {
        return believed().itemRights().values().stream()
                .filter(each -> each.region().equals(region) && each.clerk().equals(clerk))
                .sorted(Comparator.comparing(ItemRight::department)
                        .thenComparing(ItemRight::item)
                        .thenComparing(ItemRight::right))
                .toList();
    }

    /** The number of the last change that this node has seen; it grows with every change, and asks nothing of anybody. */
    public long revision() {
        return answer.get().snapshot().revision();
    }

    /** The member of staff of that region whom a form names; nobody else's id passes. */
    Staff member(String region, UUID staffId) {
        Staff person = believed().staff().get(staffId);
        if (person == null || !person.region().equals(region)) {
            throw new OrganisationRefused("organisation.staff.elsewhere");
        }
        return person;
    }

    /** Everybody of the home region who is appointed to a post on that day, present or away. */
    public List<Officer> officers(LocalDate on) {
        Snapshot now = believed();
        return now.staff().values().stream()
                .filter(person -> person.region().equals(home))
                .map(person -> now.appointee(person, on))
                .filter(officer -> !officer.hasNoPost())
                .toList();
    }

    public Staff staff(UUID staffId) {
        return known(believed(), staffId);
    }

    public Optional<Staff> staff(String region, String login) {
        return believed().staff().values().stream()
                .filter(person ->
                        person.region().equals(region) && person.login().equals(login))
                .findAny();
    }

    /**
     * Who of those who have the post for the whole region is there on that day, first holders before stand-ins. Whoever has it
     * for one place is none of them: {@code DataRights.holders} says who has it for a case (ADR 56).
     */
    public List<Holder> holders(String region, String post, LocalDate on) {
        return holders(region, post, on, Optional::empty);
    }

    /**
     * The same with those who have the post for that place.
     *
     * @param place code of an area; asked only where somebody has the post for one
     */
    public List<Holder> holders(String region, String post, LocalDate on, Supplier<Optional<String>> place) {
        return believed().holders(region, post, on, moment(on), place);
    }

    public Optional<Post> post(String region, String code) {
        return Optional.ofNullable(believed().posts().get(new NodeKey(region, code)));
    }

    /**
     * True for the posts that two officers fill and end: those that decide, pay, supervise, see who complained or change what
     * others may, and those that see more than their own department.
     */
    public boolean isWeighty(String region, String post) {
        return believed().isWeighty(region, post);
    }

    /** True for what two officers end: a weighty post, and that of a window, without which nobody is served. */
    public boolean endsByTwo(String region, String post) {
        return LetterRules.isWindow(post) || isWeighty(region, post);
    }

    /** The posts that end by two and that somebody holds on that day or will, as stand-in too. */
    List<String> weightyPosts(String region, UUID staffId, LocalDate on) {
        Snapshot now = believed();
        return now.postings().stream()
                .filter(posting -> posting.region().equals(region)
                        && posting.staff().equals(staffId)
                        && !posting.isOverOn(on)
                        && (LetterRules.isWindow(posting.post()) || now.isWeighty(region, posting.post())))
                .map(Posting::post)
                .distinct()
                .sorted()
                .toList();
    }

    /** A department of the home region. */
    public Department department(String code) {
        return department(home, code);
    }

    public Department department(String region, String code) {
        return unit(region, code)
                .filter(Department.class::isInstance)
                .map(Department.class::cast)
                .orElseThrow(() -> new NoSuchElementException("no department " + code + " in " + region));
    }

    /** The departments of the home region by code. */
    public List<Department> departments() {
        return units(home, Department.class);
    }

    /** The halls of the home region by code. */
    public List<Site> sites() {
        return units(home, Site.class);
    }

    /** The first hall of the home region: the one that guides name. */
    public Site site() {
        return sites().getFirst();
    }

    /** The windows of a site by code. */
    public List<Unit.Window> windows(Site site) {
        return units(site.region(), Unit.Window.class).stream()
                .filter(window -> window.site().equals(site.code()))
                .toList();
    }

    public Optional<Unit> unit(String region, String code) {
        return Optional.ofNullable(believed().units().get(new NodeKey(region, code)));
    }

    /** 数据权限随节点: true where the record's node is that of one of the officer's posts, or lies under it. */
    public boolean reaches(Officer officer, String region, String unit) {
        return reaches(officer.region(), officer.posts(), region, unit);
    }

    /** The same from some of the posts only: not every post that may see a node is one for cases. */
    public boolean reaches(String officersRegion, Collection<String> posts, String region, String unit) {
        return believed().reaches(officersRegion, posts, new NodeKey(region, unit));
    }

    /** True where a node of the region is one of these, or lies under one. */
    public boolean liesIn(String region, String unit, Set<String> nodes) {
        return believed().liesIn(new NodeKey(region, unit), nodes);
    }

    /** The county, street or village in which a node lies; empty where it belongs to the whole region. */
    public Optional<Unit.Area> areaOf(String region, String unit) {
        return believed().areaOf(new NodeKey(region, unit));
    }

    /** The open areas of a region by code, so that each comes before those within it. */
    public List<Unit.Area> areas(String region) {
        return units(region).stream()
                .filter(unit -> !isClosed(region, unit.code()))
                .filter(Unit.Area.class::isInstance)
                .map(Unit.Area.class::cast)
                .toList();
    }

    /** All letters of the region, by number. */
    public List<Letter> letters(String region) {
        Snapshot now = believed();
        return now.letters().entrySet().stream()
                .filter(held -> known(now, held.getKey()).region().equals(region))
                .flatMap(held -> held.getValue().stream())
                .sorted(Comparator.comparing(Letter::number))
                .toList();
    }

    /** Everybody who serves in the region on that day, by login. */
    public List<Staff> serving(String region, LocalDate on) {
        return believed().staff().values().stream()
                .filter(person -> person.region().equals(region) && person.servesOn(on))
                .sorted(Comparator.comparing(Staff::login))
                .toList();
    }

    private Instant moment(LocalDate day) {
        Instant now = time.instant();
        return CityTime.day(now).equals(day) ? now : Absence.Half.MORNING.end(day);
    }

    /** Asks the database whether anything changed, and reads it if so. */
    void refresh() {
        long asked = System.nanoTime();
        Snapshot known = answer.get().snapshot();
        Snapshot now = tables.revision() == known.revision() ? known : tables.read();
        var _ = answer.accumulateAndGet(new Answer(now, asked), Answer::orLater);
    }

    /** To be called in the transaction that changes something. */
    void changing() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            refresh();
            return;
        }
        if (!TransactionSynchronizationManager.getSynchronizations().contains(onceDone)) {
            TransactionSynchronizationManager.registerSynchronization(onceDone);
        }
    }

    private Snapshot believed() {
        if (isStale()) {
            refresh();
        }
        return answer.get().snapshot();
    }

    private boolean isStale() {
        return System.nanoTime() - answer.get().askedAtNanos() > BELIEVED_FOR.toNanos();
    }

    private <U extends Unit> List<U> units(String region, Class<U> kind) {
        Snapshot now = believed();
        return now.units().values().stream()
                .filter(unit -> unit.region().equals(region))
                .filter(unit -> !now.closed().contains(new NodeKey(region, unit.code())))
                .filter(kind::isInstance)
                .map(kind::cast)
                .sorted(Comparator.comparing(Unit::code))
                .toList();
    }

    private static Staff known(Snapshot now, UUID staffId) {
        Staff person = now.staff().get(staffId);
        if (person == null) {
            throw new NoSuchElementException("no member of staff " + staffId);
        }
        return person;
    }
}
