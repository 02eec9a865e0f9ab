package org.yimen.organisation;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.yimen.audit.AuditLog;
import org.yimen.platform.web.Typed;

/**
 * 人员名册导入: a list of comma-separated lines, each entered or refused for itself, with a report line by line. Columns:
 * login, name, employee number, sending unit, window (may be empty), terms, first day, and a post with its first day (may be
 * empty). The first line names the columns.
 */
@Service
public class StaffImport {

    /** The most lines that one list may have. */
    public static final int MOST = 1000;

    private static final int COLUMNS = 8;

    /**
     * How one line ended.
     *
     * @param line its number in the list, the heading being 1
     * @param refusal why it was refused, or null where it was entered
     */
    public record Line(int line, String login, @Nullable OrganisationRefused refusal) {}

    private final StaffDesk desk;
    private final OrganisationTables tables;
    private final Directory directory;
    private final TransactionTemplate transaction;
    private final AuditLog audit;

    StaffImport(
            StaffDesk desk,
            OrganisationTables tables,
            Directory directory,
            TransactionTemplate transaction,
            AuditLog audit) {
        this.desk = desk;
        this.tables = tables;
        this.directory = directory;
        this.transaction = transaction;
        this.audit = audit;
    }

    /** Enters what can be entered, all of it at one moment. */
    public List<Line> load(UUID by, String list) {
        List<String> lines = list.lines().toList();
        if (lines.size() > MOST + 1) {
            throw new OrganisationRefused("organisation.import.too-long", MOST);
        }
        List<Line> report = transaction.execute(_ -> enter(by, lines));
        if (report == null) {
            throw new IllegalStateException("no report of an import");
        }
        return report;
    }

    private List<Line> enter(UUID by, List<String> lines) {
        String region = desk.demand(by);
        Snapshot now = tables.locked();
        var report = new ArrayList<Line>();
        Set<String> seen = new HashSet<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).replace("\uFEFF", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            List<String> cells = cells(line);
            String login = cells.getFirst();
            try {
                enter(by, region, cells, now, seen);
                report.add(new Line(i + 1, login, null));
            } catch (OrganisationRefused refusal) {
                report.add(new Line(i + 1, login, refusal));
            }
        }
        directory.changing();
        return report;
    }

    private void enter(UUID by, String region, List<String> cells, Snapshot now, Set<String> seen) {
        if (cells.size() != COLUMNS) {
            throw new OrganisationRefused("organisation.import.columns", COLUMNS, cells.size());
        }
        Employment employment = Employment.of(cells.get(5))
                .orElseThrow(() -> new OrganisationRefused("organisation.import.employment", cells.get(5)));
        LocalDate since = day(cells.get(6));
        var details = new StaffDesk.Details(
                cells.get(0),
                cells.get(1),
                cells.get(2),
                cells.get(3),
                cells.get(4).isEmpty() ? null : cells.get(4),
                employment,
                since);
        Staff staff = desk.checked(region, details, now);
        if (!seen.add("login " + staff.login())) {
            throw new OrganisationRefused("organisation.staff.login-taken", staff.login());
        }
        if (!seen.add("number " + staff.employeeNumber())) {
            throw new OrganisationRefused("organisation.staff.number-taken", staff.employeeNumber());
        }
        String post = cells.get(7);
        if (!post.isEmpty()) {
            if (!now.posts().containsKey(new Snapshot.NodeKey(region, post))) {
                throw new OrganisationRefused("organisation.posting.unknown", post);
            }
            if (now.isWeighty(region, post)) {
                throw new OrganisationRefused("organisation.import.weighty", post);
            }
            var posting = new Posting(region, post, staff.id(), false, since, null);
            PostingRules.check(posting, now);
            tables.insert(staff);
            tables.insert(posting);
        } else {
            tables.insert(staff);
        }
        desk.record(region, by, "organisation.staff-engaged", staff);
        audit.record(
                region, by.toString(), "organisation.staff-imported", staff.id().toString(), Map.of("post", post));
    }

    private static LocalDate day(String text) {
        try {
            return Typed.day(text);
        } catch (DateTimeParseException spoiled) {
            throw new OrganisationRefused("organisation.import.day", text);
        }
    }

    /** The cells of a line; a cell in quotation marks may hold commas, and two marks in it stand for one. */
    static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char at = line.charAt(i);
            if (at == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(at);
                i++;
            } else if (at == '"') {
                quoted = !quoted;
            } else if (at == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(at);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }
}
