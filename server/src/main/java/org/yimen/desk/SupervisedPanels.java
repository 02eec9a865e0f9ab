package org.yimen.desk;

import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.yimen.application.Bans;
import org.yimen.application.CaseView;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.supervision.Findings;
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

    SupervisedPanel of(CaseView view) {
        String region = view.file().id().region();
        return new SupervisedPanel(
                findings.of(region, view.file().applicant()),
                measures.ofHolder(region, view.file().applicant()),
                handovers
                        .find(region, view.file().id().value())
                        .map(Referral::caseId)
                        .orElse(null),
                directory.departments().stream()
                        .collect(Collectors.toMap(Department::code, Department::shortName, (one, _) -> one)),
                bans.until(region, view.file().applicant(), view.item()).orElse(null));
    }
}
