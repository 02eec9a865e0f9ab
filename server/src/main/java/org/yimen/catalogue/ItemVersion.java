package org.yimen.catalogue;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.casework.Plan;
import org.yimen.form.Claim;
import org.yimen.form.Form;
import org.yimen.form.FormReading;
import org.yimen.form.Question;
import org.yimen.platform.Kebab;
import org.yimen.platform.Text;
import org.yimen.time.TimeLimit;

/**
 * 实施清单, one version of it: everything that may be asked, done or charged for one item. What is not here may not be
 * asked, done or charged (清单之外无权力).
 *
 * @param code kebab-case, stable over versions, part of the address of the guide
 * @param number the version, from 1
 * @param taskCode 实施编码: 31 characters, standards of C0109
 * @param aliases everyday words by which people look for it
 * @param caseClass a code of the dictionary of case classes (七件), e.g. {@code instant}, {@code promised}
 * @param department code of the department in whose name it is decided
 * @param visits how often the applicant must come in person; with a reason where it is not 0
 * @param quota the rule that limits numbers (行政许可法 art. 57), or null
 * @param history what earlier versions promised, for the record of shortened limits
 * @param mode where and how far it can be done; one definition for every channel
 * @param commitment 告知承诺: what the applicant may promise in place of proofs, or null where he may not
 * @param oversight who is told of the decision, and who consents to it
 * @param business what becomes of a licence that is there already, or null where a new one is asked for
 * @param transferredFrom whose power it was before, or null where it was never transferred
 */
public record ItemVersion(
        String code,
        int number,
        LocalDate effectiveOn,
        String taskCode,
        Text name,
        Text summary,
        List<String> aliases,
        ItemType type,
        Regime regime,
        String caseClass,
        String department,
        Set<Audience> audiences,
        List<String> themes,
        List<Basis> basis,
        List<Condition> conditions,
        List<Material> materials,
        Form form,
        Plan plan,
        Limits limits,
        Fee fee,
        Result result,
        Visits visits,
        @Nullable Quota quota,
        List<Faq> faq,
        List<PastPromise> history,
        Mode mode,
        @Nullable Commitment commitment,
        Oversight oversight,
        @Nullable Business business,
        @Nullable Transfer transferredFrom) {

    /** 事项类型 with its code in C0109. */
    public enum ItemType {
        LICENCE("01"),
        BENEFIT("05"),
        CONFIRMATION("07"),
        OTHER_POWER("10"),
        PUBLIC_SERVICE("20");

        private final String code;

        ItemType(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** Whose rules of procedure apply; only {@code LICENCE} is under 行政许可法 arts. 32, 42, 44, 45, 50. */
    public enum Regime {
        LICENCE,
        REGISTRATION,
        CONFIRMATION,
        BENEFIT,
        SERVICE
    }

    public enum Audience {
        PERSON,
        ENTITY
    }

    /**
     * The instrument and article that a rule comes from.
     *
     * @param verified false where nobody has read the article: pages say 未核实
     */
    public record Basis(String instrument, String article, Level level, boolean verified) {
        public enum Level {
            LAW,
            ADMINISTRATIVE_REGULATION,
            LOCAL_REGULATION,
            RULE,
            NORMATIVE_DOCUMENT
        }

        /** As papers and pages cite it, e.g. 《中华人民共和国行政许可法》第三十二条. */
        public String cited() {
            return "《" + instrument + "》" + article;
        }
    }

    /**
     * 审批条件, and with its code the criterion that a refusal names.
     *
     * @param code within the version, {@code c1} for the first
     * @param excludes true where the sentence says who need not or may not apply
     */
    public record Condition(String code, Text text, boolean excludes) {}

    /**
     * 材料.
     *
     * @param issuer who issues it, where another organ does
     * @param onlyIf asked only where the answers of the form say so
     * @param tolerable may be missing at acceptance (容缺)
     * @param sample what a good one looks like, in words
     * @param checkpoints 受理审查要点: what the window looks at before it accepts
     * @param term how long the paper is good, or null where it bears no date that counts
     */
    public record Material(
            String code,
            Text name,
            @Nullable Text note,
            Supply supply,
            boolean required,
            boolean tolerable,
            @Nullable Text issuer,
            @Nullable Claim onlyIf,
            @Nullable Basis basis,
            @Nullable Text sample,
            List<Checkpoint> checkpoints,
            @Nullable Term term) {

        public Material {
            checkpoints = List.copyOf(checkpoints);
        }

        /** Without anything to look at. */
        public Material(
                String code,
                Text name,
                @Nullable Text note,
                Supply supply,
                boolean required,
                boolean tolerable,
                @Nullable Text issuer,
                @Nullable Claim onlyIf,
                @Nullable Basis basis,
                @Nullable Text sample) {
            this(code, name, note, supply, required, tolerable, issuer, onlyIf, basis, sample, List.of(), null);
        }

        /**
         * 材料有效期: the form asks for the day that is printed on the paper.
         *
         * @param months good for so many months from that day; 0 where that day itself is the last
         * @param question code of the question for the day
         * @param basis what limits it; unverified where nobody has read that
         */
        public record Term(int months, String question, Basis basis) {
            /** The last day on which a paper that bears this day is good. */
            public LocalDate until(LocalDate printed) {
                return printed.plusMonths(months);
            }
        }

        /**
         * 受理审查要点, one of them.
         *
         * @param code within the material, {@code 1} for the first, unless the file names it
         * @param look what to look at
         * @param pass when it is good
         * @param mistake what is usually wrong, or null
         * @param mandatory nothing is accepted before this was looked at
         */
        public record Checkpoint(
                String code, Text look, Text pass, @Nullable Text mistake, boolean mandatory) {}

        public enum Supply {
            /** The applicant uploads it or brings it. */
            APPLICANT,
            /** Made from the answers of the form. */
            FORM,
            /** Shared data: the office fetches it and must not ask for it. */
            SHARED
        }
    }

    /** When the decision clock starts; acceptance unless the item's own law says otherwise. */
    public enum ClockStart {
        ACCEPTANCE,
        RECEIPT,
        WINDOW_END
    }

    /**
     * @param answer how long the office has to accept or to notice defects (行政许可法 art. 32(4): 5 working days)
     * @param silence the rule by which silence accepts, or null where nothing does
     * @param statutory the limit of the law, or null where no law sets one
     * @param windowEndsOn end of the acceptance window, for {@link ClockStart#WINDOW_END}
     * @param extension working days by which it may be extended once, 0 where no law allows it
     * @param joint the order by which the government has it handled as one, jointly or in one place (行政许可法 arts. 26(2),
     *     42(2)), or null; then the head of that government extends, else the head of the office
     * @param windowStartsOn begin of that window, or null where it is open from the day on which the version is in force
     */
    public record Limits(
            TimeLimit answer,
            Basis answerBasis,
            @Nullable Basis silence,
            @Nullable TimeLimit statutory,
            @Nullable Basis statutoryBasis,
            ClockStart starts,
            @Nullable LocalDate windowEndsOn,
            TimeLimit promised,
            int extension,
            @Nullable Basis extensionBasis,
            @Nullable Basis joint,
            @Nullable LocalDate windowStartsOn) {

        /** Accepted all the year round, or from the first day of the version on. */
        public Limits(
                TimeLimit answer,
                Basis answerBasis,
                @Nullable Basis silence,
                @Nullable TimeLimit statutory,
                @Nullable Basis statutoryBasis,
                ClockStart starts,
                @Nullable LocalDate windowEndsOn,
                TimeLimit promised,
                int extension,
                @Nullable Basis extensionBasis,
                @Nullable Basis joint) {
            this(
                    answer,
                    answerBasis,
                    silence,
                    statutory,
                    statutoryBasis,
                    starts,
                    windowEndsOn,
                    promised,
                    extension,
                    extensionBasis,
                    joint,
                    null);
        }

        /** Of one office. */
        public Limits(
                TimeLimit answer,
                Basis answerBasis,
                @Nullable Basis silence,
                @Nullable TimeLimit statutory,
                @Nullable Basis statutoryBasis,
                ClockStart starts,
                @Nullable LocalDate windowEndsOn,
                TimeLimit promised,
                int extension,
                @Nullable Basis extensionBasis) {
            this(
                    answer,
                    answerBasis,
                    silence,
                    statutory,
                    statutoryBasis,
                    starts,
                    windowEndsOn,
                    promised,
                    extension,
                    extensionBasis,
                    null);
        }
    }

    /** 受理期: the days on which it can be applied for, both included. */
    public record Window(LocalDate from, LocalDate until) {
        public boolean isOpenOn(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(until);
        }
    }

    /** When it can be applied for; empty where that is always. */
    public Optional<Window> window() {
        LocalDate until = limits.windowEndsOn();
        LocalDate from = limits.windowStartsOn();
        return until == null ? Optional.empty() : Optional.of(new Window(from == null ? effectiveOn : from, until));
    }

    /** @param lines what is charged here before the result is issued; empty where another office charges later */
    public record Fee(boolean charged, Text text, @Nullable Basis basis, List<FeeLine> lines) {
        public Fee {
            lines = List.copyOf(lines);
        }

        public Fee(boolean charged, Text text, @Nullable Basis basis) {
            this(charged, text, basis, List.of());
        }
    }

    /**
     * @param licenceType code of what is issued, e.g. {@code food-business-licence}
     * @param validMonths how long it is valid, or null where no term is set
     * @param shows the answers that stand on what is issued
     */
    public record Result(
            Text name,
            String licenceType,
            @Nullable Integer validMonths,
            @Nullable Text validity,
            List<Shown> shows) {

        /** An answer on a paper, under a name of its own: what is asked in a form is not what a certificate says. */
        public record Shown(String question, String label) {}

        public Result {
            shows = List.copyOf(shows);
        }
    }

    public record Visits(int number, @Nullable Text reason) {}

    /**
     * @param places how many licences the plan of the locality allows, or null where only order matters here
     * @param order by what the places go
     * @param orderBasis the law or administrative regulation that wants another order than acceptance (arts. 53, 57), or null
     */
    public record Quota(
            Basis basis,
            @Nullable Integer places,
            Text rule,
            Order order,
            @Nullable Basis orderBasis) {
        /** By which they go among those who meet the conditions. */
        public enum Order {
            /** 受理先后 (art. 57). */
            ACCEPTANCE,
            /** 招标、拍卖等公平竞争 (art. 53). */
            TENDER
        }

        public Quota(Basis basis, @Nullable Integer places, Text rule) {
            this(basis, places, rule, Order.ACCEPTANCE, null);
        }
    }

    /**
     * 划转: the power to decide the item came from another department (行政许可法 art. 25).
     *
     * @param department code of the former one
     * @param basis the approval of the transfer
     */
    public record Transfer(String department, Basis basis) {}

    public record Faq(Text question, Text answer) {}

    public record PastPromise(int version, LocalDate effectiveOn, TimeLimit promised) {}

    /**
     * 告知承诺制 (国办发〔2020〕42 号): whoever promises in writing that he meets the conditions is decided on at once, without
     * the proofs, and checked afterwards. He chooses freely.
     *
     * @param replaces codes of the materials that are then not asked for
     * @param promise what he promises
     * @param liability what follows from a false promise
     * @param method how it is checked afterwards
     * @param checkWithin from the decision
     * @param listed the list of the State Council that names this item although its field is one of those that part 二
     *     leaves out; null where the field is none of them
     */
    public record Commitment(
            List<String> replaces,
            Text promise,
            Text liability,
            Text method,
            TimeLimit checkWithin,
            Basis basis,
            @Nullable Basis listed) {
        public Commitment {
            replaces = List.copyOf(replaces);
        }
    }

    /**
     * 监管.
     *
     * @param supervisor code of the department that supervises afterwards, or null for the department itself
     * @param secondDecider 双人决定: the decision takes effect with a second decider's consent
     * @param safety 直接关系公共安全、人身健康、生命财产安全: whoever applied with false statements waits a year, whoever obtained
     *     it by fraud three (行政许可法 arts. 78, 79)
     * @param fields 风险大、纠错成本高: the fields that it directly touches and in which nothing is granted on a promise, beside
     *     what {@code safety} says already
     */
    public record Oversight(@Nullable String supervisor, boolean secondDecider, boolean safety, Set<RiskField> fields) {
        public static final Oversight USUAL = new Oversight(null, false, false, Set.of());

        public Oversight {
            fields = fields.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(fields));
        }

        /** What it does wrong is not made good: 告知承诺 is not for it, unless a list of the State Council names the item. */
        public boolean isExcludedFromPromises() {
            return safety || !fields.isEmpty();
        }

        /** Why it is: the fields that the version names, or else those of which {@code safety} speaks. */
        public Set<RiskField> excludedFields() {
            return safety && fields.isEmpty() ? EnumSet.of(RiskField.PUBLIC_SAFETY, RiskField.HEALTH_AND_LIFE) : fields;
        }
    }

    /**
     * The fields that 国办发〔2020〕42号 part 二 leaves out of 告知承诺. 安阳市政务服务条例 art. 25 has the same but for the last; the
     * wording of the circular itself is unverified (未核实).
     */
    public enum RiskField {
        /** 国家安全. */
        NATIONAL_SECURITY,
        /** 国家秘密. */
        STATE_SECRETS,
        /** 公共安全. */
        PUBLIC_SAFETY,
        /** 金融业审慎监管. */
        FINANCIAL_PRUDENCE,
        /** 生态环境保护. */
        ECOLOGY,
        /** 直接关系人身健康、生命财产安全. */
        HEALTH_AND_LIFE,
        /** 重要涉外. */
        FOREIGN_AFFAIRS;

        /** The message key of its name. */
        public String key() {
            return "catalogue.field." + Kebab.of(this);
        }
    }

    /**
     * 业务类型 other than a first grant.
     *
     * @param licenceType code of what it is about, as {@link Result#licenceType} of the item that grants it
     * @param leadTime for a renewal: so long before the licence expires it is to be asked for (行政许可法 art. 50: 30 days,
     *     unless the item's own law says otherwise)
     */
    public record Business(
            Kind kind,
            String licenceType,
            @Nullable TimeLimit leadTime,
            @Nullable Basis basis) {

        /** What is asked for. */
        public enum Kind {
            /** 变更. */
            CHANGE,
            /** 延续. */
            RENEWAL,
            /** 补证. */
            REISSUE,
            /** 注销. */
            CANCELLATION
        }
    }

    /**
     * 监管部门: who is told of a decision to grant. Who grants a licence or registers answers for what follows (行政许可法 arts.
     * 10, 61); of other items somebody is told only where the version names him.
     */
    public Optional<String> supervisor() {
        if (oversight.supervisor() != null) {
            return Optional.of(oversight.supervisor());
        }
        boolean lasts = regime == Regime.LICENCE || regime == Regime.REGISTRATION;
        boolean ends = business != null && business.kind() == Business.Kind.CANCELLATION;
        return lasts && !ends ? Optional.of(department) : Optional.empty();
    }

    /**
     * 办理形式: 网上办, 掌上办, 窗口办 and how deep the online channel goes.
     *
     * @param lineSystem 垂管系统 in which it is decided at the window (线上提交、线下审批), or null where it is decided here
     */
    public record Mode(
            Set<Channel> channels,
            Set<Depth> depth,
            Scope scope,
            boolean express,
            boolean payOnline,
            @Nullable Text lineSystem) {

        public Mode(Set<Channel> channels, Set<Depth> depth, Scope scope, boolean express, boolean payOnline) {
            this(channels, depth, scope, express, payOnline, null);
        }

        public enum Channel {
            /** 网上办. */
            ONLINE,
            /** 掌上办. */
            MOBILE,
            /** 窗口办. */
            WINDOW,
            /** 自助办. */
            KIOSK,
            /** 帮办代办, e.g. by a village agent. */
            AGENT
        }

        /** 网办深度 with its code in C0109. */
        public enum Depth {
            CONSULT("1"),
            SUBMIT("2"),
            PRE_REVIEW("3"),
            ACCEPT("4"),
            DECIDE("5"),
            RESULT("6"),
            LICENCE("7");

            private final String code;

            Depth(String code) {
                this.code = code;
            }

            public String code() {
                return code;
            }
        }

        /** 通办范围. */
        public enum Scope {
            CITY,
            CROSS_COUNTY,
            CROSS_CITY,
            CROSS_PROVINCE,
            NATIONWIDE
        }

        public Mode {
            channels = Set.copyOf(channels);
            depth = Set.copyOf(depth);
        }

        /** 全程网办: decided, or answered, without anybody coming in. */
        public boolean isWhollyOnline() {
            return depth.contains(Depth.DECIDE) || depth.contains(Depth.RESULT) || depth.contains(Depth.LICENCE);
        }
    }

    public ItemVersion {
        aliases = List.copyOf(aliases);
        audiences = Set.copyOf(audiences);
        themes = List.copyOf(themes);
        basis = List.copyOf(basis);
        conditions = List.copyOf(conditions);
        materials = List.copyOf(materials);
        faq = List.copyOf(faq);
        history = List.copyOf(history);
    }

    /** 即办件: decided on the day on which it is accepted. */
    public boolean isInstant() {
        return limits.promised().unit() == TimeLimit.Unit.SAME_DAY;
    }

    /** How many questions an applicant meets whatever the answers are; the others depend on what was answered before. */
    public int leastQuestions() {
        return (int) form.questions().stream()
                .filter(question -> question.onlyIf() == null && !question.isComputed())
                .count();
    }

    /** 情形: the materials that these answers lead to; online, at the window and for machines. */
    public List<Material> materials(FormReading answers) {
        return materials.stream()
                .filter(material -> material.onlyIf() == null || answers.meets(material.onlyIf()))
                .toList();
    }

    /** The questions that decide which materials are asked for, and those that lead to them. */
    public List<Question> deciding() {
        return form.deciding(materials.stream()
                .flatMap(material -> Stream.ofNullable(material.onlyIf()))
                .toList());
    }

    /** What the applicant himself has to bring, at the most: shared data and the form are not asked for. */
    public List<Material> broughtByApplicant() {
        return materials.stream()
                .filter(material -> material.supply() == Material.Supply.APPLICANT)
                .toList();
    }
}
