package org.yimen.application;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.Acceptance;
import org.yimen.application.Application.Command;
import org.yimen.application.Application.Command.*;
import org.yimen.application.Application.Defect;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Ground;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.application.Gaps.Promise;
import org.yimen.casework.CaseFile;
import org.yimen.casework.Plan.Step;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Basis;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.catalogue.ItemVersion.Regime;
import org.yimen.document.Fact;
import org.yimen.document.Paper;
import org.yimen.document.PaperKind;
import org.yimen.organisation.Department;
import org.yimen.organisation.Site;
import org.yimen.platform.web.Words;
import org.yimen.time.TimeLimit;

/**
 * The wording of the formal papers, in Chinese as the law words it. Papers are for the applicant and for a court, so they
 * carry the full name and number.
 */
final class Papers {

    private static final Words CHINESE = Words.of(Locale.SIMPLIFIED_CHINESE);

    private final ItemVersion item;
    private final Applicant applicant;
    private final Department department;
    private final Site site;
    private final String hotline;
    private final String responsible;
    private final String remedies;

    /**
     * @param hotline its number, as it is set when the paper is written
     * @param responsible 责任人 of the department, by name; empty where nobody is
     * @param remedies what can be done against a decision, where and until when
     */
    Papers(
            ItemVersion item,
            Applicant applicant,
            Department department,
            Site site,
            String hotline,
            String responsible,
            String remedies) {
        this.item = item;
        this.applicant = applicant;
        this.department = department;
        this.site = site;
        this.hotline = hotline;
        this.responsible = responsible;
        this.remedies = remedies;
    }

    /** The paper that a command is written on, if it needs one. */
    static @Nullable PaperRef of(Command command) {
        return switch (command) {
            case Accept(var paper, var _) -> paper;
            case AcceptWithGaps(var paper, var _) -> paper;
            case NoticeDefects notice -> notice.paper();
            case AskForMaterials(var _, var _, var paper) -> paper;
            case Decline(var _, var _, var _, var paper) -> paper;
            case StartStep(var _, var _, var paper) -> paper;
            case ProlongStep(var _, var _, var paper) -> paper;
            case Extend(var _, var paper) -> paper;
            case Grant(var paper, var _, var _) -> paper;
            case Refuse(var _, var _, var _, var paper, var _) -> paper;
            case Consent(var _, var paper) -> paper;
            case Charge _, Urge _, AnswerUrge _, Assign _, Hurry _, Deviate _, Assent _, Dissent _, Admit _ -> null;
            case Dispatch _, ComeBack _, Entrust _, Recuse _, AskExtension _, DenyExtension _ -> null;
            case FinishStep(var _, var paper) -> paper;
            case Submit _, Supply _, Review _, SendBack _, Issue _, Deliver _, Serve _ -> null;
            case SupplyGap _, CheckGap _, FindReady _, Receive _, CorrectOnTheSpot _, Oppose _ -> null;
            case Withdraw _ -> null;
            case Terminate(var _, var _, var _, var _, var paper) -> paper;
            case DecideAnew anew -> anew.paper();
            case Correct correct -> correct.paper();
            case Wake(var paper) -> paper;
        };
    }

    static PaperKind kind(Command command) {
        return switch (command) {
            case Accept _, AcceptWithGaps _ -> PaperKind.ACCEPTANCE;
            case Wake _ -> PaperKind.DEEMED_ACCEPTANCE;
            case NoticeDefects _ -> PaperKind.DEFECT_NOTICE;
            case AskForMaterials _ -> PaperKind.MATERIAL_REQUEST;
            case Decline _ -> PaperKind.NON_ACCEPTANCE;
            case StartStep _, ProlongStep _ -> PaperKind.STEP_NOTICE;
            case FinishStep _ -> PaperKind.STEP_END;
            case Extend _ -> PaperKind.EXTENSION_NOTICE;
            case Grant _ -> PaperKind.GRANT;
            case Refuse _ -> PaperKind.REFUSAL;
            case Consent(var grants, var _) -> grants ? PaperKind.GRANT : PaperKind.REFUSAL;
            case Terminate _ -> PaperKind.TERMINATION;
            case DecideAnew _ -> PaperKind.SET_ASIDE;
            case Correct _ -> PaperKind.CORRECTION;
            default -> throw new IllegalArgumentException(command + " is not written on a paper");
        };
    }

    /** @param signed who decided by which letter, or empty where nothing is decided */
    Paper write(CaseFile<State> file, Command command, List<Event> events, Dues dues, String signed, LocalDate today) {
        return switch (command) {
            case Accept(var paper, var _) -> acceptance(file, command, paper, events, dues, today);
            case AcceptWithGaps(var paper, var _) -> acceptance(file, command, paper, events, dues, today);
            case Wake(var paper) when paper != null -> acceptance(file, command, paper, events, dues, today);
            case NoticeDefects notice -> defects(file, notice, events, today);
            case AskForMaterials ask -> request(file, ask, dues, today);
            case Decline(var ground, var reason, var office, var paper) ->
                nonAcceptance(file, paper, ground, reason, office, today);
            case StartStep(var code, var days, var paper) -> stepNotice(file, paper, code, days, today);
            case ProlongStep(var days, var reason, var paper) -> longer(file, paper, days, reason, today);
            case FinishStep(var finding, var paper) -> stepEnd(file, paper, events, finding, dues, today);
            case Extend(var reason, var paper) -> extension(file, paper, reason, dues, signed, today);
            case Grant(var paper, var provisos, var _) -> grant(file, paper, provisos, signed, today);
            case Refuse refuse -> refusal(file, refuse, signed, today);
            case Consent(var grants, var paper) ->
                grants
                        ? grant(file, paper, SecondEyes.provisos(events), signed, today)
                        : refusal(file, SecondEyes.refusal(events, paper), signed, today);
            case Terminate end -> termination(file, end, today);
            case Correct correct -> correction(file, correct, today);
            case DecideAnew anew -> setAside(file, anew, events, dues, today);
            default -> throw new IllegalArgumentException(command + " is not written on a paper");
        };
    }

    /**
     * The days that papers promise, said in Chinese.
     *
     * @param promised by when it is decided, as promised; with 暂定 behind a provisional date
     * @param statutory by when the law wants it decided, or empty
     */
    record Dues(String promised, String statutory) {}

    /** 视为准予延续 (art. 50(2)). */
    private static final String RENEWED_BY_LAW = "你（单位）在原行政许可有效期届满前依法提出延续申请；本机关至有效期届满未作出决定，依法视为准予延续，现一并受理。";

    private Paper acceptance(
            CaseFile<State> file, Command command, PaperRef paper, List<Event> events, Dues dues, LocalDate today) {
        var acceptance = events.stream()
                .filter(Event.Accepted.class::isInstance)
                .map(Event.Accepted.class::cast)
                .findFirst()
                .orElseThrow()
                .acceptance();
        var facts = facts(file);
        facts.add(new Fact("受理日期", chinese(acceptance.on())));
        facts.add(new Fact("承诺办结", chinese(item.limits().promised()) + "，" + dues.promised() + "前办结"));
        if (!dues.statutory().isEmpty()) {
            facts.add(new Fact("法定期限", dues.statutory()));
        }
        facts.add(new Fact("办理机关", department.name().zh() + "，" + department.phone()));
        if (!responsible.isEmpty()) {
            facts.add(new Fact("责任人", responsible));
        }
        facts.add(new Fact("监督投诉", site.name().zh() + "；政务服务热线 " + hotline));
        Event.GapsPromised promised = events.stream()
                .filter(Event.GapsPromised.class::isInstance)
                .map(Event.GapsPromised.class::cast)
                .findFirst()
                .orElse(null);
        List<Promise> gaps = promised == null ? List.of() : promised.gaps();
        ItemVersion.Commitment commitment = commitment(file);
        if (commitment != null) {
            facts.add(new Fact("办理方式", "告知承诺（" + replaced(commitment) + "由书面承诺代替）"));
        }
        // Silence accepts what was to be answered by now; what the law renewed (art. 50) may be due for an answer
        // still.
        boolean byRenewal = acceptance.deemed()
                && events.stream()
                        .noneMatch(each -> each instanceof Event.FinishedLate late
                                && late.clock().equals("answer"));
        Paper accepted = paper(kind(command), paper, withLaw("受理通知书"), today)
                .withParagraphs(
                        "你（单位）提出的“" + item.name().zh() + "”申请收悉。"
                                + (byRenewal ? RENEWED_BY_LAW : why(acceptance, gaps, commitment)),
                        "依据：" + (byRenewal ? "《中华人民共和国行政许可法》第五十条第二款" : basis(acceptanceBasis(acceptance))) + "。")
                .withFacts(facts)
                .withClosing("逾期未办结的，将书面说明理由并追究责任。凭办件编号和证件号码后四位可随时查询办理进度。");
        return promised == null ? accepted : withGaps(accepted, gaps, promised.lapseBasis());
    }

    /** Why it is accepted: nobody reads that all is there where something was promised or replaced. */
    private static String why(Acceptance acceptance, List<Promise> gaps, ItemVersion.@Nullable Commitment commitment) {
        if (acceptance.deemed() && acceptance.supplemented()) {
            return "你（单位）已按要求提交全部补正申请材料，本机关自收到补正材料之日起逾期未答复，依法自补齐之日起即为受理。"
                    + (gaps.isEmpty() ? "" : "你（单位）承诺补交的材料见下列，仍须按期补交。");
        }
        if (acceptance.deemed()) {
            return "自收到申请材料之日起逾期未告知补正，依法自收到之日起即为受理。" + (gaps.isEmpty() ? "" : "你（单位）承诺补交的材料见下列，仍须按期补交。");
        }
        if (!gaps.isEmpty()) {
            return "经审查，主要申请材料齐全、符合法定形式，下列次要材料暂缺，你（单位）已书面承诺按期补交，现予容缺受理。";
        }
        if (acceptance.supplemented()) {
            return "你（单位）已按要求提交全部补正申请材料，自补齐之日受理。";
        }
        return commitment == null
                ? "经审查，申请材料齐全、符合法定形式，现予受理。"
                : "你（单位）自愿选择告知承诺方式办理，已签署承诺书；经审查，除由承诺代替的材料外，申请材料齐全、符合法定形式，现予受理。";
    }

    /** Whom silence accepted reads by which rule: outside licences that may be another one than the five days'. */
    private Basis acceptanceBasis(Acceptance acceptance) {
        Basis silence = item.limits().silence();
        return acceptance.deemed() && silence != null ? silence : item.limits().answerBasis();
    }

    /** What the applicant signed in place of proofs; null where he did not. */
    private ItemVersion.@Nullable Commitment commitment(CaseFile<State> file) {
        return Commitments.signed(file.state(), item);
    }

    private String replaced(ItemVersion.Commitment commitment) {
        return String.join(
                "、",
                commitment.replaces().stream()
                        .map(code -> "《" + material(code).name().zh() + "》")
                        .toList());
    }

    /** The acceptance of a case with gaps says what the applicant promised, and what follows if it does not come. */
    private Paper withGaps(Paper acceptance, List<Promise> gaps, @Nullable String lapseBasis) {
        var items = gaps.stream()
                .map(gap -> "《" + material(gap.material()).name().zh() + "》：承诺于" + chinese(gap.dueOn()) + "前补交")
                .toList();
        return acceptance
                .withItems(items)
                .withClosing("本件为容缺受理。上列材料由你（单位）承诺补交，补齐前继续审查，但不作出准予决定、不发放证照；"
                        + (lapseBasis == null ? "逾期未补交的，依法作出不予决定并说明理由" : "逾期未补交的，依据" + lapseBasis + "，视为撤回申请，本件终止")
                        + "，违诺情况记入信用记录。凭办件编号和证件号码后四位可随时查询办理进度。");
    }

    private Paper defects(CaseFile<?> file, NoticeDefects notice, List<Event> events, LocalDate today) {
        var items = notice.defects().stream()
                .map(defect -> Defect.question(defect.material())
                                .flatMap(item.form()::question)
                                .map(question -> "申请表“" + question.label().zh() + "”")
                                .orElseGet(() ->
                                        "《" + material(defect.material()).name().zh() + "》")
                        + "：" + defect.what())
                .toList();
        // Whoever is asked for more than the first time reads why.
        List<Fact> facts = facts(file);
        events.stream()
                .filter(Event.DefectsNoticed.class::isInstance)
                .flatMap(event -> Stream.ofNullable(((Event.DefectsNoticed) event).reason()))
                .forEach(reason -> facts.add(new Fact("首次告知未列明而补充告知的理由", reason)));
        String after = "逾期未补齐的，本机关不因此作出对你（单位）不利的处理，此后仍可补正。";
        for (Event event : events) {
            if (event instanceof Event.DefectsNoticed noticed && noticed.expectedBy() != null) {
                facts.add(new Fact("补正期限", chinese(noticed.expectedBy()) + "前"));
                if (noticed.lapseBasis() != null) {
                    after = "逾期未补齐的，依据" + noticed.lapseBasis() + "，视为撤回申请，本件终止，可以重新申请。";
                }
            }
        }
        return paper(PaperKind.DEFECT_NOTICE, notice.paper(), "申请材料补正告知书", today)
                .withParagraphs("你（单位）提出的“" + item.name().zh() + "”申请，经审查，下列申请材料不齐全或者不符合法定形式。" + "依据"
                        + basis(item.limits().answerBasis()) + "，现一次告知需要补正的全部内容：")
                .withFacts(facts)
                .withItems(items)
                .withClosing("请补齐后提交。补正所用时间不计入办理期限；补齐之日即为受理之日。除上述内容外，本机关不再提出首次材料中已存在的其他补正要求。", after);
    }

    /** It says twice that no clock stands: nobody is to think that his matter waits for these papers. */
    private Paper request(CaseFile<?> file, AskForMaterials ask, Dues dues, LocalDate today) {
        var items = ask.defects().stream()
                .map(defect -> "《" + material(defect.material()).name().zh() + "》：" + defect.what())
                .toList();
        var facts = facts(file);
        facts.add(new Fact("提交期限", chinese(ask.dueOn()) + "前"));
        facts.add(new Fact("承诺办结", dues.promised() + "前办结"));
        if (!dues.statutory().isEmpty()) {
            facts.add(new Fact("法定期限", dues.statutory()));
        }
        return paper(PaperKind.MATERIAL_REQUEST, ask.paper(), "提请补充材料通知书", today)
                .withParagraphs("你（单位）提出的“" + item.name().zh() + "”申请，因本机关逾期未告知补正，已依法视为受理（"
                        + basis(item.limits().answerBasis()) + "）。审查中发现下列申请材料不齐全或者不符合法定形式，请补充：")
                .withFacts(facts)
                .withItems(items)
                .withClosing("本通知不中止办理期限，期限照常计算。期满前，本机关根据已有材料依法作出决定；" + "不符合法定条件、标准的，依法作出不予决定并说明理由。");
    }

    private Paper nonAcceptance(
            CaseFile<?> file, PaperRef paper, Ground ground, String reason, @Nullable String office, LocalDate today) {
        String because = switch (ground) {
            case NO_LICENCE_NEEDED -> "申请事项依法不需要办理。";
            case BANNED -> "你（单位）依法在一定期限内不得再次申请该行政许可。";
            case NOT_COMPETENT -> "申请事项依法不属于本机关职权范围，请向" + office + "申请。";
        };
        return paper(PaperKind.NON_ACCEPTANCE, paper, withLaw("不予受理决定书"), today)
                .withParagraphs("你（单位）提出的“" + item.name().zh() + "”申请收悉。" + because, "理由：" + reason)
                .withFacts(facts(file))
                .withClosing(remedies);
    }

    private Paper stepNotice(CaseFile<?> file, PaperRef paper, String code, int days, LocalDate today) {
        Step step = Clocks.step(item, code);
        String effect = step.stopsClock() ? "所需时间不计入办理期限。" : "该程序所需时间计入办理期限。";
        return paper(PaperKind.STEP_NOTICE, paper, "特别程序告知书", today)
                .withParagraphs(
                        "你（单位）的“" + item.name().zh() + "”申请需要进行“" + step.name().zh() + "”。",
                        "预计需要 " + chinese(step.stated(days)) + "。依据：" + step.basis() + "。" + effect)
                .withFacts(facts(file));
    }

    /** Art. 45: more time is needed than was stated, so it is stated anew, and why. */
    private Paper longer(CaseFile<State> file, PaperRef paper, int days, String reason, LocalDate today) {
        var running = (State.InProcedure) file.state();
        Step step = Clocks.step(item, running.halt().step());
        return paper(PaperKind.STEP_NOTICE, paper, "特别程序继续进行告知书", today)
                .withParagraphs(
                        "你（单位）的“" + item.name().zh() + "”申请，“" + step.name().zh() + "”在告知的时间内没有完成，还需要 "
                                + chinese(step.stated(days)) + "。",
                        "理由：" + reason,
                        "依据：" + step.basis() + "。所需时间不计入办理期限。")
                .withFacts(facts(file));
    }

    /** Says what was found and from when the clock runs on: the other end of the notice. */
    private Paper stepEnd(
            CaseFile<?> file, PaperRef paper, List<Event> events, String finding, Dues dues, LocalDate today) {
        var finished = events.stream()
                .filter(Event.StepFinished.class::isInstance)
                .map(Event.StepFinished.class::cast)
                .findFirst()
                .orElseThrow();
        Step step = Clocks.step(item, finished.step());
        var facts = facts(file);
        facts.add(new Fact("特别程序", step.name().zh()));
        // Art. 45: the clock counts from the day on which no more time was needed, not from the click.
        facts.add(new Fact("结束日期", chinese(finished.on())));
        facts.add(new Fact("承诺办结", dues.promised() + "前办结"));
        return paper(PaperKind.STEP_END, paper, "特别程序结束告知书", today)
                .withParagraphs(
                        "你（单位）的“" + item.name().zh() + "”申请，“" + step.name().zh() + "”已经结束。",
                        "结论：" + finding,
                        step.stopsClock() ? "自" + chinese(finished.on()) + "起恢复计算办理期限。" : "该程序所需时间已计入办理期限。")
                .withFacts(facts);
    }

    private Paper extension(
            CaseFile<?> file, PaperRef paper, String reason, Dues dues, String signed, LocalDate today) {
        var facts = facts(file);
        facts.add(new Fact("延长后期限", dues.statutory()));
        facts.add(new Fact("批准人", signed));
        Basis basis = item.limits().extensionBasis();
        return paper(PaperKind.EXTENSION_NOTICE, paper, "延长办理期限告知书", today)
                .withParagraphs(
                        "你（单位）的“" + item.name().zh() + "”申请不能在期限内作出决定，经"
                                + (Extensions.isTheGovernments(item) ? "本级人民政府" : "本机关") + "负责人批准，延长 "
                                + item.limits().extension() + " 个工作日。",
                        "理由：" + reason,
                        basis == null ? "" : "依据：" + basis(basis) + "。")
                .withFacts(facts);
    }

    private Paper grant(CaseFile<State> file, PaperRef paper, List<Proviso> provisos, String signed, LocalDate today) {
        ItemVersion.Commitment commitment = commitment(file);
        var said = new ArrayList<String>();
        if (commitment == null) {
            said.add("你（单位）提出的“" + item.name().zh() + "”申请，经审查，符合法定条件、标准，决定准予。");
        } else {
            // 国办发〔2020〕42号: decided on the promise, so the paper says what was promised, and what follows if it is
            // false.
            said.add("你（单位）提出的“" + item.name().zh() + "”申请，以告知承诺方式办理。根据你（单位）签署的承诺书，决定准予。");
            said.add("你（单位）承诺：" + commitment.promise().zh());
            said.add("自准予之日起 " + chinese(commitment.checkWithin()) + "内核查（"
                    + commitment.method().zh() + "）。承诺不实的后果："
                    + commitment.liability().zh() + "（依据："
                    + basis(commitment.basis()) + "）");
        }
        said.add("依据：" + String.join("；", bases()) + "。");
        if (!provisos.isEmpty()) {
            said.add("请遵守以下" + Proviso.LABEL + "：");
        }
        String next = item.regime() == Regime.LICENCE
                ? "依据行政许可法第四十四条，自决定之日起十个工作日内颁发、送达“" + item.result().name().zh() + "”。"
                : "办理结果：“" + item.result().name().zh() + "”。";
        // What burdens its holder may be fought like a refusal, so the paper says how.
        return paper(PaperKind.GRANT, paper, granting(), today)
                .withParagraphs(said.toArray(String[]::new))
                .withItems(provisos.stream().map(this::said).toList())
                .withFacts(decided(file, signed))
                .withClosing(provisos.isEmpty() ? new String[] {next} : new String[] {next, remedies});
    }

    private String said(Proviso proviso) {
        String condition = item.conditions().stream()
                .filter(each -> each.code().equals(proviso.condition()))
                .map(each -> each.text().zh())
                .findFirst()
                .orElse(proviso.condition());
        return proviso.text() + "（条件：" + condition + "）";
    }

    private Paper refusal(CaseFile<?> file, Refuse refuse, String signed, LocalDate today) {
        var unmet = item.conditions().stream()
                .filter(condition -> refuse.unmet().contains(condition.code()))
                .map(condition -> (condition.excludes() ? "属于不予办理的情形：" : "不符合条件：")
                        + condition.text().zh())
                .toList();
        // Art. 53: whoever did not win may meet every condition, and is not told otherwise.
        boolean outbid = refuse.unmet().isEmpty() && Competition.isNamedBy(refuse.basis(), item);
        return paper(PaperKind.REFUSAL, refuse.paper(), refusing(), today)
                .withParagraphs(
                        "你（单位）提出的“" + item.name().zh() + "”申请，"
                                + (outbid ? "经招标、拍卖，没有中标（买受），决定不予。" : "经审查，不符合法定条件、标准，决定不予。"),
                        "理由：" + refuse.reason(),
                        "依据：" + refuse.basis())
                .withItems(unmet)
                .withFacts(decided(file, signed))
                .withClosing(remedies);
    }

    private Paper termination(CaseFile<?> file, Terminate end, LocalDate today) {
        String law = item.regime() == Regime.LICENCE
                ? "依照《中华人民共和国行政许可法》" + end.ground().article() + "的情形，"
                : "";
        var facts = facts(file);
        if (!end.evidence().isEmpty()) {
            facts.add(new Fact("证明材料摘要（SM3）", end.evidence()));
        }
        return paper(PaperKind.TERMINATION, end.paper(), PaperKind.TERMINATION.chinese(), today)
                .withParagraphs(
                        "“" + item.name().zh() + "”申请，因出现下列情形，" + law + "本机关终止办理，不作出准予或者不予的决定。",
                        "情形：" + CHINESE.say(end.ground().key()),
                        "理由：" + end.reason())
                .withFacts(facts)
                .withClosing(remedies);
    }

    private Paper correction(CaseFile<?> file, Correct correct, LocalDate today) {
        Correction correction = correct.correction();
        var facts = facts(file);
        facts.add(new Fact("更正对象", (correction.licence() ? "证照 " : "文书 ") + correction.number()));
        facts.add(new Fact("位置", correction.where()));
        facts.add(new Fact("原文", correction.wrong()));
        facts.add(new Fact("更正为", correction.right()));
        Application.Outcome edition = correct.outcome();
        if (edition != null) {
            facts.add(new Fact("更正后的证照", edition.number()));
        }
        return paper(PaperKind.CORRECTION, correct.paper(), PaperKind.CORRECTION.chinese(), today)
                .withParagraphs(
                        "本机关发现上列" + (correction.licence() ? "证照" : "文书") + "有笔误，现依职权更正，原决定的内容不变。",
                        "原因：" + correction.reason(),
                        edition == null ? "本通知书与原文书一并使用。" : "原证照自更正之日起不再使用，以更正后的证照为准；领取过纸质证照的，请换领，不收费用。")
                .withFacts(facts)
                .withClosing("办理机关：" + department.name().zh() + "，" + department.phone() + "。");
    }

    private Paper setAside(CaseFile<?> file, DecideAnew anew, List<Event> events, Dues dues, LocalDate today) {
        Event.SetAside aside = events.stream()
                .filter(Event.SetAside.class::isInstance)
                .map(Event.SetAside.class::cast)
                .findFirst()
                .orElseThrow();
        Judgment judgment = anew.judgment();
        var facts = facts(file);
        facts.add(new Fact("文书", judgment.organ() + " " + judgment.number() + "（" + chinese(judgment.on()) + "）"));
        facts.add(new Fact("生效日期", chinese(judgment.effectiveOn())));
        if (aside.reopens() && aside.what() != Judgment.What.NON_ACCEPTANCE) {
            facts.add(new Fact("重新作出决定的期限", dues.promised() + "前"));
        }
        facts.add(new Fact("文书摘要（SM3）", anew.evidence()));
        String law = judgment.body() == Judgment.Body.REVIEW
                ? "（《中华人民共和国行政复议法》" + judgment.kind().article() + "）"
                : "";
        return paper(PaperKind.SET_ASIDE, anew.paper(), PaperKind.SET_ASIDE.chinese(), today)
                .withParagraphs(
                        "对本机关在“" + item.name().zh() + "”办件中作出的" + aside.what().chinese() + "，上列文书予以"
                                + judgment.kind().chinese() + law + "。",
                        follows(aside))
                .withFacts(facts)
                .withClosing("办理机关：" + department.name().zh() + "，" + department.phone() + "。");
    }

    private static String follows(Event.SetAside aside) {
        if (!aside.reopens()) {
            return aside.judgment().kind() == Judgment.Kind.UNLAWFUL
                    ? "原决定被确认违法，但不被撤销。"
                    : "已经发放的证照，由本机关依照《中华人民共和国行政许可法》第六十九条另行告知并处理。";
        }
        String recused = "原决定的承办人员回避。";
        return switch (aside.what()) {
            case NON_ACCEPTANCE -> "原决定自该文书生效之日起不再有效，本机关自该日起依法重新答复你（单位）的申请，不必重新提交。" + recused;
            case REFUSAL, GRANT ->
                aside.judgment().kind() == Judgment.Kind.VARIED
                        ? "本机关按照该文书直接作出决定，不再重新审查。" + recused
                        : "原决定自该文书生效之日起不再有效，本机关继续办理你（单位）的申请，重新审查并作出决定，不必重新提交。" + recused;
        };
    }

    private Paper paper(PaperKind kind, PaperRef paper, String title, LocalDate today) {
        return Paper.of(
                kind, paper.number(), title, applicant.name(), department.name().zh(), today);
    }

    private List<Fact> facts(CaseFile<?> file) {
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("办件编号", file.number()));
        facts.add(new Fact("申请人", applicant.name()));
        facts.add(new Fact(applicant.entity() ? "统一社会信用代码" : "公民身份号码", applicant.number()));
        facts.add(new Fact("申请事项", item.name().zh() + "（第 " + item.number() + " 版）"));
        return facts;
    }

    /** With who decided: own power or on behalf, and the letter. */
    private List<Fact> decided(CaseFile<?> file, String signed) {
        var facts = new ArrayList<>(facts(file));
        facts.add(new Fact("决定人", signed));
        return facts;
    }

    private Material material(String code) {
        return item.materials().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(item.code() + " has no material " + code));
    }

    private String withLaw(String title) {
        return item.regime() == Regime.LICENCE ? "行政许可" + title : title;
    }

    private String granting() {
        return switch (item.regime()) {
            case LICENCE -> "准予行政许可决定书";
            case REGISTRATION -> "准予登记通知书";
            case CONFIRMATION -> "行政确认决定书";
            case BENEFIT -> "审核确认决定书";
            case SERVICE -> "办理结果通知书";
        };
    }

    private String refusing() {
        return switch (item.regime()) {
            case LICENCE -> "不予行政许可决定书";
            case REGISTRATION -> "不予登记通知书";
            case CONFIRMATION, BENEFIT, SERVICE -> "不予办理决定书";
        };
    }

    private static String basis(Basis basis) {
        return basis.cited();
    }

    /** What a decision rests on: the articles that somebody has read, as far as there are any. */
    private List<String> bases() {
        var verified = item.basis().stream().filter(Basis::verified).toList();
        return (verified.isEmpty() ? item.basis() : verified)
                .stream().map(Papers::basis).toList();
    }

    static String chinese(TimeLimit limit) {
        return switch (limit.unit()) {
            case WORKING_DAY -> limit.amount() + " 个工作日";
            case NATURAL_DAY -> limit.amount() + " 日";
            case SAME_DAY -> "当日";
        };
    }

    static String chinese(LocalDate date) {
        return "%d年%d月%d日".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }
}
