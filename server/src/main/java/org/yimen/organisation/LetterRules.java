package org.yimen.organisation;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yimen.audit.AuditLog;

/** What makes a letter of authority a good one, and from which posts it lets somebody accept. Pure. */
final class LetterRules {

    /** 受理岗: where a department accepts. */
    static final String ACCEPTING = "accept";

    static final String WINDOW = "window";

    /** 代批: what somebody may be let sign in the place of the head of his own department (M-APR-08). */
    private static final Set<Right> SIGNED = Set.of(Right.DECIDE, Right.ISSUE, Right.EXTEND);

    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_BASIS = 300;
    private static final int MOST_SIGNATORIES = 5;
    private static final int MOST_ITEMS = 500;

    private LetterRules() {}

    /**
     * 行政许可法 art. 24: the department accepts, from its own accepting post or window, by its chief representative or its
     * head. A window of another organ only receives, unless it was commissioned.
     */
    static boolean accepts(Set<String> posts, String department, Letter.Power power) {
        return fromOwnPost(posts, department)
                || (power instanceof Letter.Power.OnBehalf && posts.stream().anyMatch(LetterRules::isWindow));
    }

    /**
     * The same for one case. M-INT-18: what a department commissioned item by item holds only while the item is instant: a later
     * version may no longer be. A letter for all items is no such commission; {@link Commissions} grants none.
     */
    static boolean accepts(Set<String> posts, String department, Letter letter, boolean instant) {
        return accepts(posts, department, letter.power())
                && (instant || letter.items().contains(Letter.ALL) || fromOwnPost(posts, department));
    }

    private static boolean fromOwnPost(Set<String> posts, String department) {
        return Stream.of(ACCEPTING, "chief", "head", WINDOW).anyMatch(role -> posts.contains(department + "/" + role));
    }

    static boolean isWindow(String post) {
        return post.endsWith("/" + WINDOW);
    }

    static Letter granted(Letters.Grant grant, Optional<Letter> parent, Officer holder, Employment employment) {
        if (grant.items().isEmpty() || grant.rights().isEmpty() || grant.until().isBefore(grant.from())) {
            throw new LetterRefused("organisation.letter.allows-nothing");
        }
        if (grant.signatories().isEmpty()) {
            throw new LetterRefused("organisation.letter.not-signed");
        }
        bounded(grant);
        if (holder.posts().isEmpty()) {
            throw new LetterRefused("organisation.letter.holder-without-post", holder.name());
        }
        if (grant.by().equals(grant.holder().toString())) {
            throw new LetterRefused("organisation.letter.to-himself");
        }
        // 三员分立: whoever looks after rights, systems or logs decides no case.
        if (Administrator.holdsOne(holder.posts())) {
            throw new LetterRefused("organisation.letter.administrator", holder.name());
        }
        // 行政许可法 art. 24: only organs act in an organ's name. Outsourced clerks receive; the department accepts.
        if (!grant.rights().stream().allMatch(employment::admits)) {
            throw new LetterRefused("organisation.letter.outsourced", holder.name());
        }
        // 行政许可法 art. 42(2): the head of the government extends what it ordered to be handled jointly, and no
        // department.
        if (grant.rights().contains(Right.EXTEND_JOINT) && !grant.department().equals(Department.GOVERNMENT)) {
            throw new LetterRefused("organisation.letter.joint-extension", grant.department());
        }
        if (parent.isEmpty() && !holder.holds(grant.department() + "/head")) {
            throw new LetterRefused("organisation.letter.first-tier-to-head", holder.name());
        }
        parent.ifPresent(above -> restsOn(above, grant));
        commission(grant, parent, holder);

        String basis = grant.commissionBasis();
        Letter.Power power = basis == null ? new Letter.Power.Own() : new Letter.Power.OnBehalf(basis);
        // The administrator of a department holds it to give it on, and accepts nothing himself.
        if (grant.rights().contains(Right.ACCEPT)
                && !holder.holds(grant.department() + "/" + Administrator.OF_DEPARTMENT)
                && !accepts(holder.posts(), grant.department(), power)) {
            throw new LetterRefused("organisation.letter.not-accepting", holder.name(), grant.department());
        }
        return new Letter(
                grant.number(),
                grant.department(),
                grant.items(),
                grant.rights(),
                grant.from(),
                grant.until(),
                grant.holder(),
                grant.signatories(),
                power,
                null,
                null,
                parent.orElse(null));
    }

    /** Nobody passes on more than he has, and what was passed on once is not passed on again. */
    private static void restsOn(Letter above, Letters.Grant grant) {
        if (above.parent() != null) {
            throw new LetterRefused("organisation.letter.third-tier", above.number());
        }
        if (above.withdrawnOn() != null) {
            throw new LetterRefused("organisation.letter.not-in-force", above.number());
        }
        boolean within = above.department().equals(grant.department())
                && above.rights().containsAll(grant.rights())
                && grant.items().stream().allMatch(above::names)
                && !grant.from().isBefore(above.from())
                && !grant.until().isAfter(above.until());
        if (!within) {
            throw new LetterRefused("organisation.letter.wider-than-parent", above.number());
        }
    }

    /**
     * 行政许可法 art. 24: another organ acts in the department's name only where a law, regulation or rule provides for
     * it, and it does not commission anybody in turn.
     */
    private static void commission(Letters.Grant grant, Optional<Letter> parent, Officer holder) {
        boolean serves = serves(grant, holder);
        String basis = grant.commissionBasis();
        // Keying an entry that others decided on uses no power, so nobody need provide for it.
        boolean keysOnly = grant.rights().equals(Set.of(Right.ENTER));
        if (!serves && !keysOnly && (basis == null || basis.isBlank())) {
            throw new LetterRefused("organisation.letter.commission-without-basis", grant.department());
        }
        if (!serves && parent.isPresent() && parent.get().power() instanceof Letter.Power.OnBehalf) {
            throw new LetterRefused(
                    "organisation.letter.sub-commission", parent.get().number());
        }
    }

    /**
     * What is entered as a letter of the own organ. 代批: a basis for somebody who serves the department lets him sign for its head,
     * who holds the letter above; it covers no acceptance. 行政许可法 art. 24: what is done in another organ's name meets the
     * conditions of {@link Commissions} first.
     */
    static void ownOrgan(Letters.Grant grant, Optional<Letter> parent, Officer holder) {
        String basis = grant.commissionBasis();
        if (basis == null) {
            return;
        }
        if (!serves(grant, holder)) {
            throw new LetterRefused("organisation.letter.only-by-commission", grant.number());
        }
        if (basis.isBlank()) {
            throw new LetterRefused("organisation.letter.signing-without-basis", holder.name());
        }
        if (!SIGNED.containsAll(grant.rights())) {
            throw new LetterRefused("organisation.letter.signing-rights");
        }
        if (parent.isEmpty()) {
            throw new LetterRefused("organisation.letter.signing-first-tier");
        }
        if (parent.get().holder().equals(grant.holder())) {
            throw new LetterRefused("organisation.letter.signing-himself", holder.name());
        }
    }

    /** True where the holder is of the department in whose name he acts. */
    private static boolean serves(Letters.Grant grant, Officer holder) {
        return holder.posts().stream().anyMatch(post -> post.startsWith(grant.department() + "/"));
    }

    private static void bounded(Letters.Grant grant) {
        String basis = grant.commissionBasis();
        boolean within = grant.number().length() <= LONGEST_NUMBER
                && grant.items().size() <= MOST_ITEMS
                && grant.signatories().size() <= MOST_SIGNATORIES
                && grant.signatories().stream().allMatch(name -> name.length() <= LONGEST_NAME)
                && (basis == null || basis.length() <= LONGEST_BASIS);
        if (!within) {
            throw new LetterRefused(
                    "organisation.letter.too-long", LONGEST_NUMBER, MOST_SIGNATORIES, LONGEST_NAME, LONGEST_BASIS);
        }
        boolean numbered = Stream.concat(
                        Stream.of(grant.number(), basis == null ? "" : basis), grant.signatories().stream())
                .anyMatch(AuditLog::holdsPersonalNumber);
        if (numbered) {
            throw new LetterRefused("audit.personal-number");
        }
    }
}
