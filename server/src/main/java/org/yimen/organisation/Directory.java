package org.yimen.organisation;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.yimen.organisation.Snapshot.NodeKey;

/**
 * 通讯录: who is who today, answered from memory. A change made on this node shows with its commit, one made on another
 * node within half a second; where the database has not been asked for five seconds, the next question asks it first, so
 * that a withdrawn letter is never believed for long.
 */
@Service
public class Directory {

    /** Older than this, and the snapshot is not believed before the database was asked again. */
    static final Duration BELIEVED_FOR = Duration.ofSeconds(5);

    /** Somebody on a post, the first holder (A角) or the stand-in (B角). */
    public record Holder(Staff staff, boolean standIn) {
        static final Comparator<Holder> FIRST_BEFORE_STAND_IN = Comparator.comparing(Holder::standIn)
                .thenComparing(holder -> holder.staff().employeeNumber());
    }

    private final OrganisationTables tables;
    private final String home;
    private final Object loading = new Object();

    private final TransactionSynchronization onceDone = new TransactionSynchronization() {
        @Override
        public void afterCompletion(int status) {
            if (status != STATUS_ROLLED_BACK) {
                refresh();
            }
        }
    };

    private volatile Snapshot snapshot;
    private volatile long checkedAtNanos;

    Directory(OrganisationTables tables, @Value("${yimen.region:629901}") String home) {
        this.tables = tables;
        this.home = home;
        this.snapshot = tables.read();
        this.checkedAtNanos = System.nanoTime();
    }

    /** The region that this installation serves; its code is in {@code yimen.region}. */
    public String region() {
        return home;
    }

    public Optional<Region> region(String code) {
        return Optional.ofNullable(believed().regions().get(code));
    }

    /** What rules get to know about a member of staff on that day. */
    public Officer officer(UUID staffId, LocalDate on) {
        Snapshot now = believed();
        return now.officer(known(now, staffId), on);
    }

    /** Everybody of the home region who holds a post on that day. */
    public List<Officer> officers(LocalDate on) {
        Snapshot now = believed();
        return now.staff().values().stream()
                .filter(person -> person.region().equals(home))
                .map(person -> now.officer(person, on))
                .filter(officer -> !officer.posts().isEmpty())
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

    /** Who sits on the post of that day, first holders before stand-ins. */
    public List<Holder> holders(String region, String post, LocalDate on) {
        return believed().holders(region, post, on);
    }

    public Optional<Post> post(String region, String code) {
        return Optional.ofNullable(believed().posts().get(new NodeKey(region, code)));
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
        return believed().reaches(officer, new NodeKey(region, unit));
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

    /** Asks the database whether anything changed, and reads it if so. */
    void refresh() {
        synchronized (loading) {
            long asked = System.nanoTime();
            if (tables.revision() != snapshot.revision()) {
                snapshot = tables.read();
            }
            checkedAtNanos = asked;
        }
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
        if (System.nanoTime() - checkedAtNanos > BELIEVED_FOR.toNanos()) {
            refresh();
        }
        return snapshot;
    }

    private <U extends Unit> List<U> units(String region, Class<U> kind) {
        return believed().units().values().stream()
                .filter(unit -> unit.region().equals(region))
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
