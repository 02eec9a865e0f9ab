package org.yimen.demo;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.yimen.application.FollowUps;
import org.yimen.application.FollowUps.Check;
import org.yimen.application.FollowUps.FollowUp;
import org.yimen.licence.Licence;
import org.yimen.licence.LicenceDesk;
import org.yimen.licence.Standing;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.supervision.Findings;
import org.yimen.supervision.Findings.Finding;
import org.yimen.supervision.Measure;
import org.yimen.supervision.Measures;
import org.yimen.supervision.PlannedChecks;
import org.yimen.supervision.PlannedChecks.Result;
import org.yimen.supervision.Referral;
import org.yimen.supervision.Referrals;
import org.yimen.supervision.Referrals.Wanted;

/**
 * What follows the demo's decisions: most are confirmed, some are checked, one licence is to be suspended, and one rests on
 * a promise that was false.
 */
@Component
@ConditionalOnBooleanProperty("yimen.demo")
class DemoSupervision {

    private static final Logger log = LoggerFactory.getLogger(DemoSupervision.class);

    private static final List<String> FOUND = List.of("现场与许可内容一致", "从业人员健康证明齐全", "制度上墙，台账完整");

    private static final int WAITS = 5;
    private static final int CHECKED = 3;

    private final Referrals handovers;
    private final PlannedChecks checks;
    private final FollowUps followUps;
    private final Findings findings;
    private final Measures measures;
    private final LicenceDesk licences;
    private final Directory directory;
    private final InstantSource time;

    DemoSupervision(
            Referrals handovers,
            PlannedChecks checks,
            FollowUps followUps,
            Findings findings,
            Measures measures,
            LicenceDesk licences,
            Directory directory,
            InstantSource time) {
        this.handovers = handovers;
        this.checks = checks;
        this.followUps = followUps;
        this.findings = findings;
        this.measures = measures;
        this.licences = licences;
        this.directory = directory;
        this.time = time;
    }

    /** Pushes what the demo decided so far. */
    void hear() {
        while (handovers.hear() > 0) {
            log.debug("A page of the journal was read");
        }
    }

    void live(BooleanSupplier closing) {
        try {
            while (handovers.hear() > 0 && !closing.getAsBoolean()) {
                log.debug("A page of the journal was read");
            }
            int number = 0;
            boolean failed = false;
            for (Referral handover : handovers.open(directory.region(), null)) {
                if (closing.getAsBoolean()) {
                    return;
                }
                // One trader is found outside of what he may do.
                boolean fails = !failed && number % CHECKED == 1 && number % WAITS != 0 && trades(handover);
                failed |= fails;
                follow(handover, number++, fails);
            }
            check();
        } catch (RuleBroken failure) {
            log.error("The demo's supervision went wrong", failure);
        }
    }

    /** 事后核查: one promise is to be mended within days, one was false, and the others wait for their checks. */
    private void check() {
        LocalDate today = CityTime.day(time.instant());
        List<FollowUp> open = followUps.open(directory.region(), null);
        if (open.size() > 1) {
            check(open.get(0), FollowUps.Result.MENDING, "消毒记录不全，责令补齐。", today.plusDays(4));
            check(open.get(1), FollowUps.Result.FALSE, "现场未设置消毒间，与承诺不符，且从未达到要求。", null);
        }
    }

    private void check(FollowUp check, FollowUps.Result result, String finding, @Nullable LocalDate mendBy) {
        LocalDate today = CityTime.day(time.instant());
        Optional<UUID> examiner = first(check.department() + "/examiner", today);
        Optional<UUID> head = first(check.department() + "/head", today);
        if (examiner.isPresent() && head.isPresent()) {
            followUps.check(
                    directory.region(),
                    check.caseId(),
                    directory.officer(examiner.get(), today),
                    new Check(result, head.get(), finding, mendBy));
        }
    }

    private Optional<UUID> first(String post, LocalDate on) {
        return directory.holders(directory.region(), post, on).stream()
                .filter(holder -> !holder.standIn())
                .map(holder -> holder.staff().id())
                .findFirst();
    }

    private void follow(Referral handover, int number, boolean failed) {
        LocalDate today = CityTime.day(time.instant());
        List<Staff> serving = directory.holders(directory.region(), handover.department() + "/examiner", today).stream()
                .map(Directory.Holder::staff)
                .toList();
        List<Staff> heads = directory.holders(directory.region(), handover.department() + "/head", today).stream()
                .map(Directory.Holder::staff)
                .toList();
        // Every fifth still waits to be confirmed.
        if (number % WAITS == 0 || serving.isEmpty() || heads.isEmpty()) {
            return;
        }
        Officer examiner = directory.officer(serving.getFirst().id(), today);
        boolean now = number % CHECKED == 1;
        handovers.acknowledge(
                directory.region(),
                handover.caseId(),
                examiner,
                List.of(
                        new Wanted(now ? today : today.plusDays(14 + number % 40), "on-site"),
                        new Wanted(today.plusMonths(6), "random")));
        if (!now) {
            return;
        }
        UUID check =
                checks.ofCase(directory.region(), handover.caseId()).getFirst().id();
        checks.check(
                directory.region(),
                check,
                examiner,
                failed ? Result.FAILED : Result.PASSED,
                heads.getFirst().id(),
                failed ? "现场检查发现超出许可范围经营" : FOUND.get(number % FOUND.size()),
                null);
        if (failed) {
            boolean _ = findings.record(
                    directory.region(),
                    new Finding(
                            handover.holder(),
                            handover.department(),
                            Findings.Kind.PENALTY,
                            today,
                            "penalty",
                            "超出许可范围经营，警告",
                            "安罚〔2026〕17号",
                            "desk:" + handover.department()),
                    examiner.id().toString());
            licence(handover, today).ifPresent(licence -> {
                var _ = measures.notice(
                        directory.region(),
                        handover.caseId(),
                        licence.id(),
                        examiner,
                        new Measures.Proposal(
                                Measure.Kind.SUSPENSION, "超出许可范围经营，逾期未改正", "相应行业法规的处罚条款", today.plusMonths(1)));
            });
        }
    }

    private boolean trades(Referral handover) {
        return licence(handover, CityTime.day(time.instant()))
                .filter(licence -> licence.type().contains("经营许可"))
                .isPresent();
    }

    private Optional<Licence> licence(Referral handover, LocalDate today) {
        return licences.ofCase(directory.region(), handover.caseId()).stream()
                .filter(licence -> licence.standingOn(today) instanceof Standing.InForce)
                .findFirst();
    }
}
