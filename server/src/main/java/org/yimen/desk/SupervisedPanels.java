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

    SupervisedPanels(Findings findings, Measures measures, Referrals handovers, Bans bans, Directory directory) {
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
                bans.until(region, view.file().applicant(), view.item()).orElse(null));
    }
}
