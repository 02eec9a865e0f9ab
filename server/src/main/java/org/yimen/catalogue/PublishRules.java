package org.yimen.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Plan;
import org.yimen.casework.Plan.Act;
import org.yimen.casework.Plan.Procedure;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.catalogue.ItemVersion.ClockStart;
import org.yimen.catalogue.ItemVersion.Commitment;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.catalogue.ItemVersion.Mode.Channel;
import org.yimen.catalogue.ItemVersion.Regime;
import org.yimen.form.Field;
import org.yimen.form.Form;
import org.yimen.form.Question;
import org.yimen.identifier.CreditCode;
import org.yimen.time.TimeLimit;
import org.yimen.time.TimeLimit.Unit;

/** What a version must satisfy before it becomes public. Pure; one method for each rule, each with what asks for it. */
public final class PublishRules {

    /** 呼图壁: 受理、审核（审查）和办结 3 个环节以内; 总环节控制在 5 个环节以内 where departments act jointly. */
    static final int STAGES = 3;

    static final int JOINT_STAGES = 5;

    private static final String LICENSING_LAW = "行政许可法";
    private static final String SERVICE_STANDARD = "政务服务标准化要求";
    private static final Pattern ARTICLE = Pattern.compile("第[一二三四五六七八九十百零〇0-9]+条");
    private static final Pattern AMOUNT = Pattern.compile("\\d\\s*元|[¥￥]\\s*\\d");
    /** 申请书格式文本 is free whatever it is called. */
    private static final Pattern FORM_FEE = Pattern.compile("申请书|申请表|格式文本|表格");

    /** Versions that were published before the rule stand as they are; who publishes one from this day on is held to it. */
    private static final LocalDate EXCLUDED_FIELDS_SINCE = LocalDate.of(2026, 11, 16);

    private static final Pattern BASIC_CODE = Pattern.compile("\\d{4}[0-9A-Z]{8}");
    private static final Set<String> PROVINCES = Set.of(
            "00", "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42",
            "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71");

    /** The procedures whose time art. 45 leaves out of the limits. */
    private static final Set<Procedure> ARTICLE_45 = Set.of(
            Procedure.HEARING,
            Procedure.TENDER,
            Procedure.AUCTION,
            Procedure.INSPECTION,
            Procedure.TESTING,
            Procedure.QUARANTINE,
            Procedure.APPRAISAL,
            Procedure.EXPERT_REVIEW);

    /** 公平竞争 (art. 53). */
    private static final Set<Procedure> COMPETITION = Set.of(Procedure.TENDER, Procedure.AUCTION);

    private PublishRules() {}

    /** Everything that stands against publishing this version. */
    public static List<Finding> check(ItemVersion version, Setting setting) {
        return Stream.of(
                        promiseWithinStatutory(version),
                        statutoryWithinTheLaw(version),
                        clocksCited(version),
                        clockStart(version),
                        answerWithinFiveDays(version),
                        silence(version),
                        extension(version),
                        joint(version),
                        stageCount(version),
                        stageLimitsWithinPromise(version),
                        planShape(version, setting),
                        stopsClock(version),
                        fee(version),
                        feeLines(version),
                        quota(version),
                        transfer(version, setting),
                        safety(version),
                        instant(version),
                        visits(version),
                        mode(version),
                        taskCode(version, setting),
                        dictionaryWords(version, setting),
                        basis(version),
                        materials(version),
                        commitment(version),
                        excludedField(version),
                        questions(version),
                        codesUnique(version),
                        bothLanguages(version),
                        history(version),
                        faq(version),
                        guideComplete(version, setting))
                .flatMap(List::stream)
                .toList();
    }

    /** A promise may only shorten the law's limit, whatever day the case starts on. */
    static List<Finding> promiseWithinStatutory(ItemVersion version) {
        TimeLimit statutory = version.limits().statutory();
        TimeLimit promised = version.limits().promised();
        return statutory == null || isWithin(promised, statutory)
                ? List.of()
                : List.of(Finding.of(
                        "limits.promised",
                        promised.unit() == statutory.unit()
                                ? "catalogue.rule.promise-too-long"
                                : "catalogue.rule.promise-units",
                        "优化营商环境条例 第三十六条",
                        promised,
                        statutory,
                        leastWorkingDays(statutory.amount())));
    }

    /**
     * True where {@code limit} never ends after {@code bound}, on any day of any year. Of two limits of the same kind the
     * shorter is within. So many natural days end at the latest with as many working days, because either end moves to
     * a working day. The other way round only those working days count that the longest holidays leave.
     */
    static boolean isWithin(TimeLimit limit, TimeLimit bound) {
        if (limit.unit() == Unit.SAME_DAY) {
            return true;
        }
        return switch (bound.unit()) {
            case SAME_DAY -> false;
            case WORKING_DAY -> limit.amount() <= bound.amount();
            case NATURAL_DAY ->
                limit.unit() == Unit.NATURAL_DAY
                        ? limit.amount() <= bound.amount()
                        : limit.amount() <= leastWorkingDays(bound.amount());
        };
    }

    /**
     * How many working days a natural-day limit certainly leaves. One always: its end moves to a working day. Beyond
     * that eleven days may be lost to a long holiday and its weekends, and two thirds of the others are worked.
     */
    static int leastWorkingDays(int naturalDays) {
        return Math.max(1, (naturalDays - 11) * 2 / 3);
    }

    /** Art. 42: 20 working days, 45 only where the government ordered it jointly; 行政许可法 cannot be cited for more. */
    static List<Finding> statutoryWithinTheLaw(ItemVersion version) {
        TimeLimit statutory = version.limits().statutory();
        Basis basis = version.limits().statutoryBasis();
        if (statutory == null || basis == null || !isLicensingLaw(basis)) {
            return List.of();
        }
        int most = isOrderedJointly(version, basis) ? 45 : 20;
        return version.regime() == Regime.LICENCE && statutory.amount() <= most && statutory.unit() == Unit.WORKING_DAY
                ? List.of()
                : List.of(Finding.of(
                        "limits.statutory", "catalogue.rule.statutory-too-long", "行政许可法 第四十二条、第八十二条", statutory, most));
    }

    /** Every clock names the rule that it runs by; a licence has a statutory limit in any case. */
    static List<Finding> clocksCited(ItemVersion version) {
        var limits = version.limits();
        var findings = new ArrayList<Finding>();
        if (!isCited(limits.answerBasis())) {
            findings.add(Finding.of("limits.answerBasis", "catalogue.rule.clock-uncited", "行政许可法 第三十条"));
        }
        if (limits.statutory() != null && !isCited(limits.statutoryBasis())) {
            findings.add(Finding.of("limits.statutory", "catalogue.rule.clock-uncited", "行政许可法 第三十条"));
        }
        if (limits.statutory() == null && version.regime() == Regime.LICENCE) {
            findings.add(Finding.of("limits", "catalogue.rule.statutory-missing", "行政许可法 第四十二条"));
        }
        if (limits.statutory() == null && limits.statutoryBasis() != null) {
            findings.add(Finding.of("limits.statutoryBasis", "catalogue.rule.statutory-missing", "行政许可法 第四十二条"));
        }
        return findings;
    }

    /** A clock that starts elsewhere than at acceptance does so by the item's own law (建筑法 8, 教师资格条例 16). */
    static List<Finding> clockStart(ItemVersion version) {
        var limits = version.limits();
        var findings = new ArrayList<Finding>();
        Basis basis = limits.statutoryBasis();
        if (limits.starts() != ClockStart.ACCEPTANCE && (basis == null || isLicensingLaw(basis))) {
            findings.add(Finding.of("limits.starts", "catalogue.rule.start-own-law", "行政许可法 第四十二条"));
        }
        boolean begins = limits.windowStartsOn() != null;
        boolean backwards = version.window()
                .filter(window -> window.from().isAfter(window.until()))
                .isPresent();
        if ((limits.starts() == ClockStart.WINDOW_END) != (limits.windowEndsOn() != null)
                || (begins && limits.windowEndsOn() == null)
                || backwards) {
            findings.add(Finding.of("limits.windowEndsOn", "catalogue.rule.window-end", "教师资格条例 第十六条"));
        }
        return findings;
    }

    /** Art. 32(4): a licence office answers on the spot or within five working days. */
    static List<Finding> answerWithinFiveDays(ItemVersion version) {
        return version.regime() != Regime.LICENCE || isWithin(version.limits().answer(), TimeLimit.workingDays(5))
                ? List.of()
                : List.of(Finding.of(
                        "limits.answer",
                        "catalogue.rule.answer-too-long",
                        "行政许可法 第三十二条第一款第四项",
                        version.limits().answer()));
    }

    /** Art. 32(4) makes silence acceptance for licences; elsewhere deemed acceptance needs a basis of its own. */
    static List<Finding> silence(ItemVersion version) {
        Basis silence = version.limits().silence();
        if (version.regime() == Regime.LICENCE) {
            return isCited(silence)
                    ? List.of()
                    : List.of(Finding.of("limits", "catalogue.rule.silence-missing", "行政许可法 第三十二条第一款第四项"));
        }
        return silence == null || (isCited(silence) && !isLicensingLaw(silence))
                ? List.of()
                : List.of(Finding.of("limits.silence", "catalogue.rule.silence-own-law", "行政许可法 第二条"));
    }

    /** Art. 42(1): ten days at most, by the head of the office; fifteen only jointly by 42(2), or by another law. */
    static List<Finding> extension(ItemVersion version) {
        int days = version.limits().extension();
        Basis basis = version.limits().extensionBasis();
        if (days == 0) {
            return List.of();
        }
        if (basis == null || !isCited(basis)) {
            return List.of(Finding.of("limits.extension", "catalogue.rule.extension-uncited", "行政许可法 第四十二条"));
        }
        if (!isLicensingLaw(basis)) {
            return List.of();
        }
        int most = version.regime() != Regime.LICENCE ? 0 : isOrderedJointly(version, basis) ? 15 : 10;
        return days <= most
                ? List.of()
                : List.of(
                        Finding.of("limits.extension", "catalogue.rule.extension-too-long", "行政许可法 第四十二条", days, most));
    }

    /** Art. 42(2): the longer days need what art. 26(2) speaks of, and a plan of several departments is no order. */
    private static boolean isOrderedJointly(ItemVersion version, Basis cited) {
        return version.limits().joint() != null && cited.article().contains("第二款");
    }

    /** Art. 26(2): the local government orders it for licences, in writing, for several departments; art. 42(2) follows. */
    static List<Finding> joint(ItemVersion version) {
        Basis order = version.limits().joint();
        if (order == null) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        if (version.regime() != Regime.LICENCE || !version.plan().isJoint()) {
            findings.add(Finding.of("limits.joint", "catalogue.rule.joint-not-joint", "行政许可法 第二十六条第二款"));
        }
        if (!isCited(order)) {
            findings.add(Finding.of("limits.joint", "catalogue.rule.joint-uncited", "行政许可法 第二十六条第二款"));
        }
        Basis extension = version.limits().extensionBasis();
        if (extension != null && isLicensingLaw(extension) && !isOrderedJointly(version, extension)) {
            findings.add(Finding.of("limits.extensionBasis", "catalogue.rule.joint-extension", "行政许可法 第四十二条第二款"));
        }
        return findings;
    }

    /** Three stages, five where departments act jointly; steps of special procedures do not count. */
    static List<Finding> stageCount(ItemVersion version) {
        int most = version.plan().isJoint() ? JOINT_STAGES : STAGES;
        int stages = version.plan().stages().size();
        return stages <= most
                ? List.of()
                : List.of(Finding.of("plan", "catalogue.rule.stages", "审批环节“三个以内、联办五个以内”", stages, most));
    }

    /**
     * The stages that run on the decision clock fit into the promise, with the steps that every case takes and that do
     * not stop it; the acceptance fits into the answer.
     */
    static List<Finding> stageLimitsWithinPromise(ItemVersion version) {
        var limits = version.limits();
        boolean fromReceipt = limits.starts() == ClockStart.RECEIPT;
        var findings = new ArrayList<Finding>();
        var onTheClock = new ArrayList<TimeLimit>();
        for (Plan.Stage stage : version.plan().stages()) {
            if (fromReceipt || stage.act() != Act.ACCEPT) {
                onTheClock.add(stage.limit());
            } else if (!isWithin(stage.limit(), limits.answer())) {
                findings.add(Finding.of(
                        "plan", "catalogue.rule.accept-stage-too-long", "行政许可法 第三十二条", stage.limit(), limits.answer()));
            }
        }
        version.plan().steps().stream()
                .filter(step -> step.always() && !step.stopsClock())
                .map(Plan.Step::limit)
                .forEach(onTheClock::add);
        if (!sumsWithin(onTheClock, limits.promised())) {
            findings.add(Finding.of("plan", "catalogue.rule.stages-too-long", "优化营商环境条例 第三十六条", limits.promised()));
        }
        for (int i = 0; i < version.plan().elements().size(); i++) {
            if (version.plan().elements().get(i) instanceof Plan.Step step
                    && !step.stopsClock()
                    && !isWithin(step.limit(), limits.promised())) {
                findings.add(Finding.of(
                        "plan[" + i + "].limit",
                        "catalogue.rule.step-too-long",
                        "优化营商环境条例 第三十六条",
                        step.name(),
                        limits.promised()));
            }
        }
        return findings;
    }

    /** A sum of mixed units is taken in working days, the longer reading of each. */
    private static boolean sumsWithin(List<TimeLimit> parts, TimeLimit whole) {
        int sum = parts.stream().mapToInt(TimeLimit::amount).sum();
        if (sum == 0) {
            return true;
        }
        boolean natural = parts.stream().noneMatch(part -> part.unit() == Unit.WORKING_DAY);
        return isWithin(natural ? TimeLimit.naturalDays(sum) : TimeLimit.workingDays(sum), whole);
    }

    /** Acceptance first, one decision last by the office in whose name it is taken; everybody named is known. */
    static List<Finding> planShape(ItemVersion version, Setting setting) {
        var stages = version.plan().stages();
        var findings = new ArrayList<Finding>();
        boolean acceptFirst = !stages.isEmpty() && stages.getFirst().act() == Act.ACCEPT;
        boolean decideLast = !stages.isEmpty() && stages.getLast().act() == Act.DECIDE;
        boolean once = Stream.of(Act.ACCEPT, Act.DECIDE)
                .allMatch(act ->
                        stages.stream().filter(stage -> stage.act() == act).count() == 1);
        if (!acceptFirst || !decideLast || !once) {
            findings.add(Finding.of("plan", "catalogue.rule.plan-shape", "行政许可法 第三十二条、第三十四条"));
        } else if (!stages.getLast().departments().equals(List.of(version.department()))) {
            findings.add(Finding.of("plan", "catalogue.rule.decides-elsewhere", "行政许可法 第二十二条", version.department()));
        }
        for (int i = 0; i < version.plan().elements().size(); i++) {
            List<String> departments = switch (version.plan().elements().get(i)) {
                case Plan.Stage stage -> stage.departments();
                case Plan.Step step -> List.of(step.department());
            };
            for (String department : departments) {
                if (setting.office(department).isEmpty()) {
                    findings.add(
                            Finding.of("plan[" + i + "]", "catalogue.rule.department", SERVICE_STANDARD, department));
                }
            }
            if (version.plan().elements().get(i) instanceof Plan.Stage stage
                    && stage.act() == Act.REVIEW
                    && stage.departments().isEmpty()) {
                findings.add(
                        Finding.of("plan[" + i + "]", "catalogue.rule.review-nobody", SERVICE_STANDARD, stage.name()));
            }
        }
        return findings;
    }

    /** Art. 45 stops a licence's clock for what it lists; publicity and survey, or another regime, need their own law. */
    static List<Finding> stopsClock(ItemVersion version) {
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < version.plan().elements().size(); i++) {
            if (!(version.plan().elements().get(i) instanceof Plan.Step step)) {
                continue;
            }
            boolean cited = ARTICLE.matcher(step.basis()).find();
            boolean ownLaw = cited
                    && !step.basis()
                            .replace("中华人民共和国", "")
                            .replaceAll("[《》]", "")
                            .startsWith(LICENSING_LAW);
            boolean byArticle45 = version.regime() == Regime.LICENCE && ARTICLE_45.contains(step.procedure()) && cited;
            if (step.stopsClock() && !byArticle45 && !ownLaw) {
                findings.add(Finding.of(
                        "plan[" + i + "].stopsClock", "catalogue.rule.stops-clock", "行政许可法 第四十五条", step.name()));
            }
            // Whoever reads it needs days to object; and what stops the clock says for how long.
            if (step.limit().amount() == 0 && (step.procedure() == Procedure.PUBLICITY || step.stopsClock())) {
                findings.add(
                        Finding.of("plan[" + i + "].limit", "catalogue.rule.step-days", "行政许可法 第四十五条", step.name()));
            }
            if (!cited) {
                findings.add(
                        Finding.of("plan[" + i + "].basis", "catalogue.rule.step-basis", "行政许可法 第三十条", step.name()));
            }
        }
        return findings;
    }

    /** Art. 58: a licence costs nothing unless a law or an administrative regulation says so; nothing else costs unsaid. */
    static List<Finding> fee(ItemVersion version) {
        var fee = version.fee();
        Basis basis = fee.basis();
        var findings = new ArrayList<Finding>();
        if (fee.charged() && (basis == null || !isCited(basis))) {
            findings.add(Finding.of("fee", "catalogue.rule.fee-uncited", "行政许可法 第五十八条"));
        } else if (fee.charged()
                && version.regime() == Regime.LICENCE
                && basis != null
                && basis.level() != Basis.Level.LAW
                && basis.level() != Basis.Level.ADMINISTRATIVE_REGULATION) {
            findings.add(Finding.of("fee.basis", "catalogue.rule.fee-level", "行政许可法 第五十八条", basis.instrument()));
        }
        if (!fee.charged()
                && (AMOUNT.matcher(fee.text().zh()).find() || version.mode().payOnline())) {
            findings.add(Finding.of("fee", "catalogue.rule.fee-off", "行政许可法 第五十八条、第七十五条"));
        }
        if (fee.charged() && !version.mode().payOnline()) {
            findings.add(Finding.of("mode.payOnline", "catalogue.rule.fee-online", SERVICE_STANDARD));
        }
        return findings;
    }

    /**
     * Each line of the fee list: a licence is charged by a law or an administrative regulation alone, and its form never
     * (art. 58); and the amount follows from what is published and answered, so that nobody ever types one.
     */
    static List<Finding> feeLines(ItemVersion version) {
        var findings = new ArrayList<Finding>();
        List<FeeLine> lines = version.fee().lines();
        if (!lines.isEmpty() && !version.fee().charged()) {
            findings.add(Finding.of("fee.lines", "catalogue.rule.fee-off", "行政许可法 第五十八条、第七十五条"));
        }
        var codes = new HashSet<String>();
        for (int i = 0; i < lines.size(); i++) {
            String path = "fee.lines[" + i + "]";
            FeeLine line = lines.get(i);
            if (!isCited(line.basis())) {
                findings.add(Finding.of(path + ".basis", "catalogue.rule.fee-uncited", "行政许可法 第五十八条"));
            } else if (version.regime() == Regime.LICENCE && !mayCharge(line.basis())) {
                findings.add(Finding.of(
                        path + ".basis",
                        "catalogue.rule.fee-level",
                        "行政许可法 第五十八条",
                        line.basis().instrument()));
            }
            if (FORM_FEE.matcher(line.name().zh()).find()) {
                findings.add(Finding.of(path + ".name", "catalogue.rule.fee-form", "行政许可法 第五十八条第二款"));
            }
            if (!codes.add(line.code()) || !bandsCover(line) || !isCountable(line, version.form())) {
                findings.add(Finding.of(path, "catalogue.rule.fee-amount", SERVICE_STANDARD, line.name()));
            }
        }
        return findings;
    }

    private static boolean mayCharge(Basis basis) {
        return basis.level() == Basis.Level.LAW || basis.level() == Basis.Level.ADMINISTRATIVE_REGULATION;
    }

    /** The bands rise, and only the last one is open, so that every number of units has one price. */
    private static boolean bandsCover(FeeLine line) {
        int last = 0;
        for (int i = 0; i < line.rates().size(); i++) {
            Integer upTo = line.rates().get(i).upTo();
            boolean open = upTo == null;
            if (open != (i == line.rates().size() - 1) || (upTo != null && upTo <= last)) {
                return false;
            }
            last = upTo == null ? last : upTo;
        }
        return !line.rates().isEmpty();
    }

    private static boolean isCountable(FeeLine line, Form form) {
        return line.count() == null
                || form.questions().stream()
                        .anyMatch(question -> question.code().equals(line.count()) && isCount(question.field()));
    }

    /** A number that is never below nothing. */
    private static boolean isCount(Field field) {
        return switch (field) {
            case Field.Whole whole -> whole.least() >= 0;
            case Field.Decimal decimal -> decimal.least().signum() >= 0;
            default -> false;
        };
    }

    /** Art. 57 is about licences; the rule that limits their number is named. */
    static List<Finding> quota(ItemVersion version) {
        var quota = version.quota();
        if (quota == null) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        if (version.regime() != Regime.LICENCE || !isCited(quota.basis())) {
            findings.add(Finding.of("quota", "catalogue.rule.quota", "行政许可法 第五十七条"));
        }
        if (quota.order() == ItemVersion.Quota.Order.TENDER && !isOrderedByLaw(quota.orderBasis())) {
            findings.add(Finding.of("quota.orderBasis", "catalogue.rule.quota-order", "行政许可法 第五十七条"));
        }
        if (quota.order() == ItemVersion.Quota.Order.TENDER
                && version.plan().steps().stream()
                        .noneMatch(step -> step.always() && COMPETITION.contains(step.procedure()))) {
            findings.add(Finding.of("quota.order", "catalogue.rule.quota-tender", "行政许可法 第五十三条"));
        }
        return findings;
    }

    /** Art. 57: only a law or an administrative regulation puts another order in the place of acceptance. */
    private static boolean isOrderedByLaw(@Nullable Basis basis) {
        return basis != null
                && isCited(basis)
                && (basis.level() == Basis.Level.LAW || basis.level() == Basis.Level.ADMINISTRATIVE_REGULATION);
    }

    /** Art. 25: the power of another organ is taken over only by an approval that is named. */
    static List<Finding> transfer(ItemVersion version, Setting setting) {
        var transfer = version.transferredFrom();
        if (transfer == null) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        if (!isCited(transfer.basis())) {
            findings.add(Finding.of("transferredFrom.basis", "catalogue.rule.transfer-approval", "行政许可法 第二十五条"));
        }
        if (transfer.department().equals(version.department())
                || setting.office(transfer.department()).isEmpty()) {
            findings.add(Finding.of(
                    "transferredFrom.department",
                    "catalogue.rule.transfer-department",
                    "行政许可法 第二十五条",
                    transfer.department()));
        }
        return findings;
    }

    /** 行政许可法 arts. 78, 79 bar from applying again for licences only. */
    static List<Finding> safety(ItemVersion version) {
        return version.oversight().safety() && version.regime() != Regime.LICENCE
                ? List.of(Finding.of("oversight.safety", "catalogue.rule.safety", "行政许可法 第七十八条"))
                : List.of();
    }

    /** 即办件 ⇔ promised for the same day, and then no stage takes longer. */
    static List<Finding> instant(ItemVersion version) {
        boolean instantClass = version.caseClass().equals("instant");
        var findings = new ArrayList<Finding>();
        if (instantClass != version.isInstant()) {
            findings.add(Finding.of("caseClass", "catalogue.rule.instant-class", SERVICE_STANDARD));
        }
        if (version.isInstant()
                && version.plan().stages().stream()
                        .anyMatch(stage -> stage.limit().unit() != Unit.SAME_DAY)) {
            findings.add(Finding.of("plan", "catalogue.rule.instant-stage", SERVICE_STANDARD));
        }
        if (version.isInstant() && version.plan().steps().stream().anyMatch(Plan.Step::always)) {
            findings.add(Finding.of("plan", "catalogue.rule.instant-step", SERVICE_STANDARD));
        }
        return findings;
    }

    /** A visit is explained; without one there is nothing to explain, and the whole way is open without it. */
    static List<Finding> visits(ItemVersion version) {
        var visits = version.visits();
        var findings = new ArrayList<Finding>();
        if ((visits.number() > 0) != (visits.reason() != null)) {
            findings.add(Finding.of("visits", "catalogue.rule.visit-reason", SERVICE_STANDARD));
        }
        if (visits.number() > 0 && version.mode().isWhollyOnline()) {
            findings.add(Finding.of("mode.depth", "catalogue.rule.visit-online", SERVICE_STANDARD, visits.number()));
        }
        if (visits.number() == 0
                && !version.mode().isWhollyOnline()
                && !version.mode().express()) {
            findings.add(Finding.of("mode.express", "catalogue.rule.visit-express", SERVICE_STANDARD));
        }
        return findings;
    }

    /** Whatever the window accepts is open online and on the phone, by the same definition. */
    static List<Finding> mode(ItemVersion version) {
        return version.mode().channels().containsAll(Set.of(Channel.ONLINE, Channel.MOBILE, Channel.WINDOW))
                ? List.of()
                : List.of(Finding.of("mode.channels", "catalogue.rule.channels", "国务院关于在线政务服务的若干规定 第三条"));
    }

    /** 实施编码: credit code, level and basic code, 31 characters; the office and the type are this item's. */
    static List<Finding> taskCode(ItemVersion version, Setting setting) {
        String code = version.taskCode();
        String why = "catalogue.rule.task-code";
        if (code.length() != 31) {
            return List.of(Finding.of("taskCode", why + "-length", "GB/T 39554.1", code.length()));
        }
        String basic = code.substring(19);
        if (CreditCode.parse(code.substring(0, 18)).isEmpty()) {
            return List.of(Finding.of("taskCode", why + "-check", "GB 32100"));
        }
        if (code.charAt(18) < '1'
                || code.charAt(18) > '6'
                || !BASIC_CODE.matcher(basic).matches()
                || !PROVINCES.contains(basic.substring(0, 2))) {
            return List.of(Finding.of("taskCode", why + "-shape", "GB/T 39554.1"));
        }
        var findings = new ArrayList<Finding>();
        if (!basic.startsWith(version.type().code(), 2)) {
            findings.add(Finding.of(
                    "taskCode", why + "-type", "GB/T 39554.1", version.type().code()));
        }
        if (setting.office(version.department())
                .filter(office -> !code.startsWith(office.creditCode()))
                .isPresent()) {
            findings.add(Finding.of("taskCode", why + "-office", "GB/T 39554.1", version.department()));
        }
        return findings;
    }

    /** Department, class of cases and themes are the locality's own words, and themes fit whom the item serves. */
    static List<Finding> dictionaryWords(ItemVersion version, Setting setting) {
        var findings = new ArrayList<Finding>();
        if (setting.office(version.department()).isEmpty()) {
            findings.add(Finding.of("department", "catalogue.rule.department", SERVICE_STANDARD, version.department()));
        }
        if (setting.dictionaries().caseClass(version.caseClass()).isEmpty()) {
            findings.add(Finding.of("caseClass", "catalogue.rule.case-class", SERVICE_STANDARD, version.caseClass()));
        }
        if (version.audiences().isEmpty()
                || version.themes().isEmpty()
                || version.aliases().isEmpty()) {
            findings.add(Finding.of("code", "catalogue.rule.findable", SERVICE_STANDARD));
        }
        for (int i = 0; i < version.themes().size(); i++) {
            String path = "themes[" + i + "]";
            var theme = setting.dictionaries().theme(version.themes().get(i));
            if (theme.isEmpty()) {
                findings.add(Finding.of(
                        path,
                        "catalogue.rule.theme",
                        SERVICE_STANDARD,
                        version.themes().get(i)));
            } else if (theme.get().audiences().stream().noneMatch(version.audiences()::contains)) {
                findings.add(Finding.of(
                        path,
                        "catalogue.rule.theme-audience",
                        SERVICE_STANDARD,
                        theme.get().name()));
            }
        }
        return findings;
    }

    /** 设定依据 names the instrument and the article; a normative document may have none. */
    static List<Finding> basis(ItemVersion version) {
        var findings = new ArrayList<Finding>();
        if (version.basis().isEmpty()) {
            findings.add(Finding.of("basis", "catalogue.rule.basis-missing", "行政许可法 第三十条"));
        }
        for (int i = 0; i < version.basis().size(); i++) {
            if (!isCited(version.basis().get(i))) {
                findings.add(Finding.of("basis[" + i + "]", "catalogue.rule.basis-article", "行政许可法 第三十条"));
            }
        }
        return findings;
    }

    /** Nothing is asked for without a basis; what another organ issued says which; what must be uploaded shows a sample. */
    static List<Finding> materials(ItemVersion version) {
        var findings = new ArrayList<Finding>();
        for (int i = 0; i < version.materials().size(); i++) {
            Material material = version.materials().get(i);
            String path = "materials[" + i + "]";
            if (!isCited(material.basis())) {
                findings.add(Finding.of(path, "catalogue.rule.material-basis", "行政许可法 第三十一条", material.name()));
            }
            if (material.supply() == Material.Supply.SHARED && material.issuer() == null) {
                findings.add(
                        Finding.of(path, "catalogue.rule.material-issuer", "国务院关于在线政务服务的若干规定 第七条", material.name()));
            }
            if (material.supply() == Material.Supply.APPLICANT && material.sample() == null) {
                findings.add(Finding.of(path, "catalogue.rule.material-sample", "行政许可法 第三十条", material.name()));
            }
            if (material.tolerable() && material.supply() == Material.Supply.FORM) {
                findings.add(Finding.of(path, "catalogue.rule.material-form", "行政许可法 第三十二条", material.name()));
            }
            Material.Term term = material.term();
            if (term != null && !isAskedAndLookedAt(term, material, version)) {
                findings.add(Finding.of(path + ".term", "catalogue.rule.material-term", "行政许可法 第三十条", material.name()));
            }
            if (material.code().equals(version.result().licenceType())) {
                findings.add(Finding.of(path, "catalogue.rule.material-circular", "行政许可法 第三十一条", material.name()));
            }
        }
        return findings;
    }

    /** Whose paper runs out is asked for the day on it, and the window looks at the paper before it accepts. */
    private static boolean isAskedAndLookedAt(Material.Term term, Material material, ItemVersion version) {
        boolean asked = version.form()
                .question(term.question())
                .filter(question -> question.field() instanceof Field.Day)
                .isPresent();
        return asked
                && isCited(term.basis())
                && material.supply() == Material.Supply.APPLICANT
                && material.checkpoints().stream().anyMatch(Material.Checkpoint::mandatory);
    }

    /** What a commitment replaces is asked for otherwise; text, liability, method and term are said, and where it comes from. */
    static List<Finding> commitment(ItemVersion version) {
        Commitment commitment = version.commitment();
        if (commitment == null) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        String source = "国办发〔2020〕42号";
        boolean asked = !commitment.replaces().isEmpty()
                && commitment.replaces().stream()
                        .allMatch(code -> version.broughtByApplicant().stream()
                                .anyMatch(material -> material.code().equals(code)));
        if (!asked) {
            findings.add(Finding.of("commitment.replaces", "catalogue.rule.commitment-replaces", source));
        }
        boolean said = Stream.of(commitment.promise(), commitment.liability(), commitment.method())
                .noneMatch(text -> text.zh().isBlank());
        if (!said || commitment.checkWithin().unit() == TimeLimit.Unit.SAME_DAY) {
            findings.add(Finding.of("commitment", "catalogue.rule.commitment-said", source));
        }
        if (!isCited(commitment.basis())) {
            findings.add(Finding.of("commitment.basis", "catalogue.rule.commitment-basis", source));
        }
        return findings;
    }

    /**
     * 国办发〔2020〕42号 part 二: nothing that touches security, secrets, safety, prudence in finance, ecology, health, life or grave
     * foreign matters is granted on a promise, for what it does wrong is not made good; an item that a list of the State Council
     * itself names is the exception, and cites it.
     */
    static List<Finding> excludedField(ItemVersion version) {
        Commitment commitment = version.commitment();
        boolean bound = !version.effectiveOn().isBefore(EXCLUDED_FIELDS_SINCE);
        return bound
                        && commitment != null
                        && version.oversight().isExcludedFromPromises()
                        && !isCited(commitment.listed())
                ? List.of(Finding.of(
                        "commitment.listed", "catalogue.rule.commitment-excluded", "国办发〔2020〕42号 二", version.name()))
                : List.of();
    }

    /** A question can be answered: choices where one chooses, bounds where one counts. What it speaks of, its reading saw. */
    static List<Finding> questions(ItemVersion version) {
        var findings = new ArrayList<Finding>();
        each(version.form(), (path, question) -> {
            boolean chooses = question.field() instanceof Field.One || question.field() instanceof Field.Many;
            if (chooses && question.choices().size() < 2) {
                findings.add(Finding.of(path, "catalogue.rule.choices", SERVICE_STANDARD, question.label()));
            }
            if (!isBounded(question.field())) {
                findings.add(Finding.of(path, "catalogue.rule.bounds", SERVICE_STANDARD, question.label()));
            }
        });
        if (version.form().questions().isEmpty()) {
            findings.add(Finding.of("form", "catalogue.rule.form-empty", SERVICE_STANDARD));
        }
        return findings;
    }

    /** True where the least is not above the most; what has no bounds of its own has those of its kind. */
    private static boolean isBounded(Field field) {
        return switch (field) {
            case Field.Whole(var least, var most, var _) -> least <= most;
            case Field.Decimal(var least, var most, var _) -> least.compareTo(most) <= 0;
            case Field.Money(var least, var most, var _) -> least.compareTo(most) <= 0;
            case Field.Day(var least, var most) -> !least.isAfter(most);
            case Field.Period(var least, var most) -> !least.isAfter(most);
            case Field.Table table ->
                table.least() <= table.most() && table.columns().stream().allMatch(column -> isBounded(column.field()));
            case Field.Line _, Field.Lines _, Field.Address _, Field.CitizenNumber _, Field.CreditNumber _ -> true;
            case Field.Phone _, Field.Region _, Field.YesNo _, Field.One _, Field.Many _ -> true;
            case Field.File _, Field.Licence _ -> true;
        };
    }

    static List<Finding> codesUnique(ItemVersion version) {
        var findings = new ArrayList<Finding>();
        var seen = new HashSet<String>();
        each(version.form(), (path, question) -> {
            twice(path, question.code(), seen, findings);
        });
        var sections = new HashSet<String>();
        for (int i = 0; i < version.form().sections().size(); i++) {
            twice("form[" + i + "]", version.form().sections().get(i).code(), sections, findings);
        }
        var materials = new HashSet<String>();
        for (int i = 0; i < version.materials().size(); i++) {
            twice("materials[" + i + "]", version.materials().get(i).code(), materials, findings);
        }
        var elements = new HashSet<String>();
        for (int i = 0; i < version.plan().elements().size(); i++) {
            twice("plan[" + i + "]", version.plan().elements().get(i).code(), elements, findings);
        }
        var aliases = new HashSet<String>();
        for (int i = 0; i < version.aliases().size(); i++) {
            twice("aliases[" + i + "]", version.aliases().get(i).toLowerCase(Locale.ROOT), aliases, findings);
        }
        return findings;
    }

    private static void twice(String path, String code, Set<String> seen, List<Finding> findings) {
        if (!seen.add(code)) {
            findings.add(Finding.of(path, "catalogue.rule.code-twice", SERVICE_STANDARD, code));
        }
    }

    /** Everything that an applicant reads exists in both languages. */
    static List<Finding> bothLanguages(ItemVersion version) {
        var findings = new ArrayList<Finding>();
        TextsOf.each(version, (path, text) -> {
            if (text.en() == null) {
                findings.add(Finding.of(path, "catalogue.rule.english", SERVICE_STANDARD, text.zh()));
            }
        });
        return findings;
    }

    /** The record of promises tells of earlier versions only, in their order. */
    static List<Finding> history(ItemVersion version) {
        return IntStream.range(0, version.history().size())
                .filter(i -> version.history().get(i).version() >= version.number()
                        || version.history().get(i).effectiveOn().isAfter(version.effectiveOn()))
                .mapToObj(i -> Finding.of("history[" + i + "]", "catalogue.rule.history", SERVICE_STANDARD))
                .toList();
    }

    /** Of a licence people ask at least one question. */
    static List<Finding> faq(ItemVersion version) {
        return version.faq().isEmpty() && version.regime() == Regime.LICENCE
                ? List.of(Finding.of("faq", "catalogue.rule.faq", SERVICE_STANDARD))
                : List.of();
    }

    /** 办事指南: nothing that must be disclosed is empty. */
    static List<Finding> guideComplete(ItemVersion version, Setting setting) {
        return Guide.of(version, setting, Locale.CHINESE).missing().stream()
                .map(heading -> Finding.of("code", "catalogue.rule.guide", "行政许可法 第三十条", heading))
                .toList();
    }

    private static boolean isCited(@Nullable Basis basis) {
        return basis != null
                && !basis.instrument().isBlank()
                && (basis.level() == Basis.Level.NORMATIVE_DOCUMENT
                        || ARTICLE.matcher(basis.article()).find());
    }

    private static boolean isLicensingLaw(Basis basis) {
        return basis.instrument().replace("中华人民共和国", "").equals(LICENSING_LAW);
    }

    private interface QuestionAt {
        void accept(String path, Question question);
    }

    private static void each(Form form, QuestionAt visitor) {
        for (int i = 0; i < form.sections().size(); i++) {
            for (int k = 0; k < form.sections().get(i).questions().size(); k++) {
                visitor.accept(
                        "form[" + i + "].questions[" + k + "]",
                        form.sections().get(i).questions().get(k));
            }
        }
    }
}
