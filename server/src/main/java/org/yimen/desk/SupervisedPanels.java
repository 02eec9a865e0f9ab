package org.yimen.desk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.yimen.application.Bans;
import org.yimen.application.CaseView;
import org.yimen.hotline.OrderRights;
import org.yimen.hotline.OrderRow;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.WorkOrders;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.supervision.Findings;
import org.yimen.supervision.Measure;
import org.yimen.supervision.Measures;
import org.yimen.supervision.Referral;
import org.yimen.supervision.Referrals;

/** Brings what supervision found to those who decide on later cases of the same applicant. */
@Component
class SupervisedPanels {

    private final Findings findings;
    private final Measures measures;
    private final Referrals handovers;
    private final Bans bans;
    private final Directory directory;
    private final WorkOrders orders;
    private final OrderRights rights;
    private final OrderTypes types;

    SupervisedPanels(
            Findings findings,
            Measures measures,
            Referrals handovers,
            Bans bans,
            Directory directory,
            WorkOrders orders,
            OrderRights rights,
            OrderTypes types) {
        this.orders = orders;
        this.rights = rights;
        this.types = types;
        this.findings = findings;
        this.measures = measures;
        this.handovers = handovers;
        this.bans = bans;
        this.directory = directory;
    }

    SupervisedPanel of(Officer officer, CaseView view) {
        String region = view.file().id().region();
        List<Measure> taken = measures.ofHolder(region, view.file().applicant());
        Optional<Referral> own = handovers.find(region, view.file().id().value());
        Set<UUID> opened = Stream.concat(
                        own.stream(),
                        taken.stream()
                                .map(Measure::caseId)
                                .distinct()
                                .flatMap(id -> handovers.find(region, id).stream()))
                .filter(referral ->
                        DeskArea.SUPERVISION.isOpenTo(officer) && SupervisionController.sees(officer, referral))
                .map(Referral::caseId)
                .collect(Collectors.toSet());
        return new SupervisedPanel(
                findings.of(region, view.file().applicant()),
                taken,
                own.map(Referral::caseId).orElse(null),
                own.map(Referral::push).orElse(null),
                directory.departments().stream()
                        .collect(Collectors.toMap(Department::code, Department::shortName, (one, _) -> one)),
                opened,
                bans.until(region, view.file().applicant(), view.item()).orElse(null),
                raised(officer, region, view.file().id().value()));
    }

    private SupervisedPanel.Raised raised(Officer officer, String region, UUID id) {
        List<WorkOrders.Line> lines = orders.raisedAbout(region, id);
        return new SupervisedPanel.Raised(
                lines,
                lines.stream()
                        .map(WorkOrders.Line::row)
                        .filter(row -> rights.sees(officer, row))
                        .map(OrderRow::id)
                        .collect(Collectors.toSet()),
                types.raised().stream().anyMatch(type -> rights.mayRaise(officer, type)));
    }
}
