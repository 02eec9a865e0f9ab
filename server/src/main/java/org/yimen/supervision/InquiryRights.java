package org.yimen.supervision;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.hotline.OrderPosts;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.supervision.Inquiry.Act;

/**
 * 回避与分权: who may look into it, decide it, settle the appeal and hear of it. Nobody of the accused's side does, and nobody does two
 * of these.
 */
@Component
public class InquiryRights {

    /** Who may be one of the two. */
    private static final List<String> INVESTIGATING = List.of(OrderPosts.INVESTIGATOR, "ZX/supervisor", "ZX/director");

    /** Who decides, and who settles what another decided. */
    private static final List<String> DECIDING = List.of("XN/head", "ZX/director", "ZF/head");

    private final Directory directory;
    private final InstantSource time;

    InquiryRights(Directory directory, InstantSource time) {
        this.directory = directory;
        this.time = time;
    }

    /** True where the officer may look into the conduct of others. */
    @Guard
    public boolean mayOpen(Officer officer) {
        return officer.region().equals(directory.region())
                && INVESTIGATING.stream().anyMatch(officer::holds);
    }

    /** The two, and those who decide; nobody of the accused's side. */
    @Guard
    public boolean mayRead(Officer officer, Inquiry inquiry) {
        return officer.region().equals(inquiry.region())
                && !inquiry.concerns(officer)
                && (inquiry.investigators().contains(officer.id()) || decides(officer));
    }

    @Guard
    public boolean mayInvestigate(Officer officer, Inquiry inquiry) {
        return !inquiry.concerns(officer) && inquiry.investigators().contains(officer.id());
    }

    /** Who decides looked into nothing himself. */
    @Guard
    public boolean mayDecide(Officer officer, Inquiry inquiry) {
        return decides(officer)
                && !inquiry.concerns(officer)
                && !inquiry.investigators().contains(officer.id());
    }

    /** 申诉由另外的人决定. */
    @Guard
    public boolean maySettle(Officer officer, Inquiry inquiry) {
        return decides(officer)
                && !inquiry.concerns(officer)
                && !inquiry.investigators().contains(officer.id())
                && !inquiry.did(officer.id(), Act.Decided.class);
    }

    /** Whom the decision is about, the leader who answers beside him, and the head of the unit. */
    @Guard
    public boolean mayHear(Officer officer, Inquiry inquiry) {
        return inquiry.charged()
                .filter(decided -> officer.id().equals(inquiry.person())
                        || officer.id().equals(decided.leader())
                        || officer.holds(inquiry.department() + "/head"))
                .isPresent();
    }

    /** Whom it is about; the head of the unit where that is the unit. */
    @Guard
    public boolean mayAppeal(Officer officer, Inquiry inquiry) {
        UUID person = inquiry.person();
        return person == null
                ? officer.holds(inquiry.department() + "/head")
                : officer.id().equals(person);
    }

    private static boolean decides(Officer officer) {
        return DECIDING.stream().anyMatch(officer::holds);
    }

    /** Who may be the second one of the two, by name; who is of the accused's side is left out. */
    public List<Staff> seconds(Officer officer, Set<String> keptOut) {
        return INVESTIGATING.stream()
                .flatMap(post -> directory.holders(officer.region(), post, today()).stream())
                .map(Directory.Holder::staff)
                .filter(staff -> !staff.machine() && !staff.id().equals(officer.id()))
                .distinct()
                .filter(staff -> isOutside(directory.officer(staff.id(), time.instant()), keptOut))
                .toList();
    }

    /** True where none of his departments is kept out, in which place ever he serves them. */
    static boolean isOutside(Officer officer, Set<String> keptOut) {
        return officer.everywhere().departments().stream().noneMatch(keptOut::contains);
    }

    /** Whose people have nothing to do with it: the unit's, and those where the person serves. */
    Set<String> keptOut(String department, @Nullable UUID person) {
        var all = new HashSet<String>();
        all.add(department);
        if (person != null) {
            all.addAll(directory.appointee(person, today()).everywhere().departments());
        }
        return all;
    }

    /** Who may decide it as things stand. */
    List<UUID> deciders(Inquiry of) {
        return DECIDING.stream()
                .flatMap(post -> directory.holders(of.region(), post, today()).stream())
                .map(holder -> holder.staff().id())
                .distinct()
                .filter(id -> mayDecide(directory.officer(id, time.instant()), of))
                .toList();
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }
}
