package org.yimen.custody;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yimen.audit.AuditLog;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.custody.Move.Detail;
import org.yimen.custody.Move.Kind;
import org.yimen.identifier.Numbers;
import org.yimen.identifier.OriginalNumber;
import org.yimen.identifier.Uuid7;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;
import org.yimen.platform.Settings;

/** Takes originals in and moves them. Everything happens once: what a click did already, its repetition finds done. */
@Service
public class CustodyDesk {

    /** So many papers are scanned, or taken in, at once. */
    public static final int MOST_AT_ONCE = 50;

    public static final int MOST_SHEETS = 999;

    static final int LONGEST = 200;

    private final Originals originals;
    private final Directory directory;
    private final Numbers numbers;
    private final OriginalNews news;
    private final Settings settings;
    private final AuditLog audit;
    private final InstantSource time;

    CustodyDesk(
            Originals originals,
            Directory directory,
            Numbers numbers,
            OriginalNews news,
            Settings settings,
            AuditLog audit,
            InstantSource time) {
        this.news = news;
        this.settings = settings;
        this.originals = originals;
        this.directory = directory;
        this.numbers = numbers;
        this.audit = audit;
        this.time = time;
    }

    /** The window takes papers in for a case: whoever does holds them from then on. */
    @Transactional
    public List<Original> takeIn(Officer officer, CaseFile<?> file, List<Piece> pieces, UUID key) {
        mustTakeIn(officer);
        String region = file.id().region();
        List<Original> before = originals.byKey(region, officer.id(), key);
        if (!before.isEmpty()) {
            return same(before, file, pieces);
        }
        if (pieces.isEmpty() || pieces.size() > MOST_AT_ONCE) {
            throw new CustodyRefused("custody.refused.nothing");
        }
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        Place place = Place.takenInBy(officer);
        int line = 0;
        for (Piece piece : pieces) {
            mustBeSound(piece);
            int serial = (int) numbers.draw(region, OriginalNumber.series(today));
            var original = new Original(
                    Uuid7.next(now),
                    new OriginalNumber(today, serial),
                    file.id(),
                    file.number(),
                    file.applicant(),
                    piece.material(),
                    piece.what(),
                    piece.sheets(),
                    officer.id(),
                    now,
                    new Standing.Held(place, officer.id(), now),
                    null,
                    1);
            if (originals.insert(original, key, line++)) {
                originals.add(original, new Move(1, Kind.TAKEN_IN, officer.id(), now, place, null, Detail.NONE), key);
                record(officer, Kind.TAKEN_IN, original);
            }
        }
        return originals.byKey(region, officer.id(), key);
    }

    /** A key stands for these papers of this case (ADR 47). */
    private static List<Original> same(List<Original> before, CaseFile<?> file, List<Piece> pieces) {
        List<Piece> taken = before.stream()
                .map(each -> new Piece(each.material(), each.what(), each.sheets()))
                .toList();
        boolean here = before.stream().allMatch(each -> each.caseId().equals(file.id()));
        if (!here || taken.size() != pieces.size() || !taken.containsAll(pieces)) {
            throw new CustodyRefused("platform.key.reused");
        }
        return before;
    }

    /** Does one thing with each of them, or nothing with any. */
    @Transactional
    public List<Original> act(Officer officer, Collection<OriginalNumber> several, Act act, UUID key) {
        if (several.isEmpty() || several.size() > MOST_AT_ONCE) {
            throw new CustodyRefused("custody.refused.nothing");
        }
        Instant now = time.instant();
        // In one order, so that two who scan the same papers do not wait for each other.
        List<OriginalNumber> ordered = several.stream()
                .distinct()
                .sorted(Comparator.comparing(OriginalNumber::toString))
                .toList();
        var moved = new ArrayList<Original>();
        for (OriginalNumber number : ordered) {
            Original original = originals
                    .lock(officer.region(), number)
                    .orElseThrow(() -> new CustodyRefused("custody.refused.unknown", number));
            moved.add(
                    originals.doneBefore(original, officer.id(), key)
                            ? original
                            : move(officer, original, act, now, key));
        }
        return List.copyOf(moved);
    }

    private Original move(Officer officer, Original original, Act act, Instant now, UUID key) {
        Standing before = original.standing();
        if (act instanceof Act.Destroy && !serves(officer.region(), before.by())) {
            // What somebody proposed who is gone is nobody's proposal any more.
            throw new CustodyRefused("custody.refused.proposer-gone", original.number());
        }
        if (act instanceof Act.SettleLoss
                && originals.moves(original, 1).getFirst().by().equals(officer.id())) {
            // Of what is lost the last move says who reported it.
            throw new CustodyRefused("custody.refused.both-eyes", original.number());
        }
        Standing next = Custody.decide(
                original,
                act,
                officer,
                mayStandIn(officer, before.by()),
                (int) settings.number(CustodySettings.FETCH_DAYS),
                now);
        Original moved = original.with(next);
        if (!originals.update(moved)) {
            throw new OptimisticLockingFailureException("Another move of " + original.number());
        }
        Place to = next instanceof Standing.OnTheWay way ? way.to() : null;
        Detail detail = detail(act);
        Kind kind = kind(act, next);
        originals.add(moved, new Move(moved.moves(), kind, officer.id(), now, next.at(), to, detail), key);
        record(officer, kind, moved);
        news.moved(moved, act, detail, now);
        return moved;
    }

    /** The matter is over: from now on its papers are missed by whom they belong to. */
    public void caseEnded(CaseId id, Instant at) {
        originals.caseEnded(id, at);
    }

    /** What somebody left behind who serves no more, the hall gives on. */
    @Guard
    private boolean mayStandIn(Officer officer, UUID custodian) {
        return officer.holdsAny("hall") && !serves(officer.region(), custodian);
    }

    private boolean serves(String region, UUID staff) {
        return directory.serving(region, CityTime.day(time.instant())).stream()
                .anyMatch(each -> each.id().equals(staff));
    }

    /** Originals come in at the windows and nowhere else. */
    @Guard
    private static void mustTakeIn(Officer officer) {
        if (!Counters.sitsAtOne(officer)) {
            throw new CustodyRefused("custody.refused.not-window");
        }
    }

    private static void mustBeSound(Piece piece) {
        String what = piece.what().zh();
        if (what.isBlank() || what.length() > LONGEST || AuditLog.holdsPersonalNumber(what)) {
            throw new CustodyRefused("custody.refused.what");
        }
        if (piece.sheets() < 1 || piece.sheets() > MOST_SHEETS) {
            throw new CustodyRefused("custody.refused.sheets", MOST_SHEETS);
        }
    }

    private static Kind kind(Act act, Standing next) {
        return switch (act) {
            case Act.HandOn _, Act.Archive _ -> Kind.HANDED_ON;
            case Act.Confirm _ -> next instanceof Standing.Closed ? Kind.ARCHIVED : Kind.CONFIRMED;
            case Act.Refuse _ -> Kind.REFUSED;
            case Act.TakeBack _ -> Kind.TAKEN_BACK;
            case Act.GiveBack _ -> Kind.GIVEN_BACK;
            case Act.Doom _ -> Kind.DOOMED;
            case Act.Destroy _ -> Kind.DESTROYED;
            case Act.Spare _ -> Kind.SPARED;
            case Act.ReportLost _ -> Kind.LOST;
            case Act.Find _ -> Kind.FOUND;
            case Act.SettleLoss _ -> Kind.LOSS_SETTLED;
        };
    }

    private static Detail detail(Act act) {
        return switch (act) {
            case Act.HandOn _, Act.Confirm _, Act.TakeBack _, Act.Destroy _, Act.Find _ -> Detail.NONE;
            case Act.Refuse(var reason, var note) -> new Detail(reason, text(note), null);
            case Act.GiveBack(var taker) -> new Detail(null, "", taker);
            case Act.Archive(var shelf) -> new Detail(null, needed(shelf), null);
            case Act.Doom(var reason) -> new Detail(null, needed(reason), null);
            case Act.Spare(var reason) -> new Detail(null, needed(reason), null);
            case Act.ReportLost(var reason, var next) -> new Detail(null, needed(reason), null, needed(next));
            case Act.SettleLoss(var how) -> new Detail(null, needed(how), null);
        };
    }

    private static String needed(String typed) {
        String text = text(typed);
        if (text.isEmpty()) {
            throw new CustodyRefused("custody.refused.words");
        }
        return text;
    }

    private static String text(String typed) {
        String text = typed.strip();
        if (text.length() > LONGEST || AuditLog.holdsPersonalNumber(text)) {
            throw new CustodyRefused("custody.refused.words");
        }
        return text;
    }

    private void record(Officer officer, Kind kind, Original original) {
        audit.record(
                original.region(),
                officer.id().toString(),
                "custody." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                original.caseId().value().toString(),
                Map.of(
                        "number", original.number().toString(),
                        "place", original.standing().at().code()));
    }
}
