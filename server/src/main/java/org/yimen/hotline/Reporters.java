package org.yimen.hotline;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.yimen.audit.AuditLog;
import org.yimen.audit.TransparencyLog;
import org.yimen.casework.CaseFile;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.WorkOrder.State;
import org.yimen.identity.Access;
import org.yimen.identity.Accesses;
import org.yimen.identity.Channel;
import org.yimen.identity.Disclosures;
import org.yimen.identity.IdentityRuleBroken;
import org.yimen.identity.Onlooker;
import org.yimen.organisation.Officer;

/** 谁反映的: shows who reported, to the few who may know, once for each reason; every look stands in the log. */
@Service
public class Reporters {

    /** Kind of the audit entries of looks at callers whom the centre does not know otherwise. */
    public static final String SHOWN = "hotline.reporter-shown";

    /** Kind of the audit entries of calls to a reporter whose number nobody was shown. */
    public static final String CALLED = "hotline.reporter-called";

    /** Kind of the audit entries of orders of which a caller was told. */
    public static final String TOLD = "hotline.caller-told";

    private static final Reporter NOBODY = new Reporter("", "", null, null);

    private final OrderDesk desk;
    private final OrderBook book;
    private final OrderRights rights;
    private final OrderTypes types;
    private final Disclosures disclosures;
    private final Accesses accesses;
    private final AuditLog audit;
    private final TransparencyLog log;

    Reporters(
            OrderDesk desk,
            OrderBook book,
            OrderRights rights,
            OrderTypes types,
            Disclosures disclosures,
            Accesses accesses,
            AuditLog audit,
            TransparencyLog log) {
        this.log = log;
        this.desk = desk;
        this.book = book;
        this.rights = rights;
        this.types = types;
        this.disclosures = disclosures;
        this.accesses = accesses;
        this.audit = audit;
    }

    /**
     * The name, the phone or what was said in full.
     *
     * @param key names this one look; sent twice it is refused where the person is known to the centre
     */
    public String show(
            CaseFile<State> file, Access.Field field, String reason, UUID key, Officer officer, String post) {
        OrderRow row = book.find(file.id().region(), file.id().value()).orElseThrow();
        if (!rights.maySeeReporter(officer, row, types.version(row.type(), row.typeVersion()))) {
            throw new AccessDeniedException("Not for this post to know");
        }
        Reporter reporter = desk.reporter(file);
        UUID person = reporter.person();
        if (person != null) {
            return disclosures.show(new Disclosures.Wish(
                    key,
                    file.id().region(),
                    person,
                    field,
                    reason,
                    file.id().value(),
                    new Onlooker(officer.id(), officer.name(), post),
                    words(file)));
        }
        String why = reason.strip();
        if (why.isEmpty() || why.length() > Disclosures.LONGEST_REASON) {
            throw new IdentityRuleBroken("identity.disclosure.reason-missing");
        }
        if (AuditLog.holdsPersonalNumber(why)) {
            throw new IdentityRuleBroken("identity.disclosure.reason-number");
        }
        audit.record(
                file.id().region(),
                officer.id().toString(),
                SHOWN,
                file.id().value().toString(),
                Map.of("field", field.name(), "reason", why, "post", post));
        log.demand(file.id().region(), List.of(SHOWN), file.id().value().toString());
        return switch (field) {
            case NAME -> reporter.name();
            case PHONE -> reporter.phone();
            case WORDS -> words(file);
            case NUMBER, ADDRESS, ANSWERS -> "";
        };
    }

    private String words(CaseFile<State> file) {
        Report.Content content = desk.content(file.id());
        return Stream.of(content.text(), content.wish(), content.place())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /**
     * 回访外呼: the number for the exchange to dial, which no page shows; empty where he left none. The log says who had him
     * called, and who is known to the centre reads it.
     *
     * @throws AccessDeniedException for whoever does not ask the reporter, or gave the answer himself
     */
    public String called(CaseFile<State> file, Officer officer, String post) {
        OrderRow row = book.find(file.id().region(), file.id().value()).orElseThrow();
        WorkOrder.Reply reply = WorkOrder.replyOrNull(file.state());
        if (!rights.mayCallBack(officer, row) || reply == null || reply.by().equals(officer.id())) {
            throw new AccessDeniedException("Does not ask this reporter");
        }
        Reporter reporter = asked(file);
        if (reporter.phone().isEmpty()) {
            return "";
        }
        UUID person = reporter.person();
        if (person != null) {
            accesses.note(
                    person,
                    Access.Kind.LOOKED_UP,
                    Channel.WINDOW,
                    new Onlooker(officer.id(), officer.name(), post),
                    "",
                    file.id().value());
        }
        audit.record(
                file.id().region(),
                officer.id().toString(),
                CALLED,
                file.id().value().toString(),
                Map.of("post", post));
        return reporter.phone();
    }

    /** Who is asked: the reporter, or after he left it the first of those who read the same answer and can be called. */
    public Reporter asked(CaseFile<State> file) {
        Reporter reporter = desk.reporter(file);
        return WorkOrder.matter(file.state()).past().left()
                ? desk.merged(file.id()).stream()
                        .map(desk::reporter)
                        .filter(each -> !each.phone().isEmpty())
                        .findFirst()
                        .orElse(NOBODY)
                : reporter;
    }

    /** Notes of which orders that are kept from him otherwise an officer read to a caller. */
    public void told(Collection<WorkOrders.Line> lines, Officer officer, UUID call) {
        lines.forEach(line -> audit.record(
                line.row().region(),
                officer.id().toString(),
                TOLD,
                line.row().id().toString(),
                Map.of("call", call.toString())));
    }

    /**
     * Whose a file is that this officer adds without saying so: at the hotline, and where he took the order down, the
     * reporter's, whose letter was just put before him; a unit's own.
     */
    public static boolean brings(OrderRow row, Officer officer) {
        return row.raised() == null
                && (OrderPosts.isHotline(officer) || officer.id().equals(row.registeredBy()));
    }

    private boolean knows(OrderRow row, Officer officer) {
        return rights.maySeeReporter(officer, row, types.version(row.type(), row.typeVersion()));
    }

    /**
     * True of what the reporter sent with an order that keeps from this officer who he is: his hand, his face or his door
     * would say it.
     */
    public boolean hides(OrderFiles.Filed file, OrderRow row, Officer officer) {
        OrderType type = types.version(row.type(), row.typeVersion());
        return tells(file, row, type) && !knows(row, officer);
    }

    /** Before a file is shown: whose reporter is kept from others, that one can read who opened what he sent. */
    public void opened(OrderFiles.Filed file, CaseFile<State> order, OrderRow row, Officer officer, String post) {
        if (hides(file, row, officer)) {
            throw new AccessDeniedException("Not for this post to know");
        }
        if (!tells(file, row, types.version(row.type(), row.typeVersion()))) {
            return;
        }
        UUID person = desk.reporter(order).person();
        if (person != null) {
            accesses.opened(
                    person,
                    new Onlooker(officer.id(), officer.name(), post),
                    order.id().value());
            return;
        }
        audit.record(
                order.id().region(),
                officer.id().toString(),
                SHOWN,
                order.id().value().toString(),
                Map.of("field", "FILE", "post", post));
        log.demand(order.id().region(), List.of(SHOWN), order.id().value().toString());
    }

    /** Nobody knows who sent what came without a name, and an order for help is worked on by what came with it. */
    private static boolean tells(OrderFiles.Filed file, OrderRow row, OrderType type) {
        return file.fromReporter()
                && !row.anonymous()
                && (type.complaint() || type.accused() == OrderType.AccusedRule.SERVED);
    }
}
