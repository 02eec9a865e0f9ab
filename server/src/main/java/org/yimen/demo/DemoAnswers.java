package org.yimen.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.yimen.application.Applicant;
import org.yimen.form.Answers;
import org.yimen.form.Field;
import org.yimen.form.Form;
import org.yimen.form.FormCheck;
import org.yimen.form.FormReading;
import org.yimen.form.Question;
import org.yimen.form.Rows;

/** Plausible answers to any form: what the question's name suggests, else something of the right kind. */
final class DemoAnswers {

    private static final List<String> STREETS =
            List.of("滨河东路 18 号", "人民路 203 号", "青石桥街 7 号", "云溪巷 12 号", "学府路 66 号 3 单元 502 室", "安澜大道 1288 号 B 座 9 层");
    private static final List<String> NAMES = List.of("赵海生", "周明月", "何秀英", "马建国", "孙雨桐", "蒋文博");
    private static final List<String> PLACES = List.of("青石桥理发店", "云栖里酒店", "小满面馆", "滨河浴室", "好邻居便利店", "晨光美容店");
    /** What no rule of naming finds, as the people of the city would write it. */
    private static final Map<String, List<String>> BY_CODE = Map.ofEntries(
            entry("scope", "日用百货零售；蔬菜水果零售"),
            entry("project-name", "安澜市滨河新区 3 号地块住宅", "安澜市第二小学教学楼"),
            entry("project-code", "2026-629901-47-01-000123"),
            entry("project-scale", "新建厂房两栋，建筑面积 4200 平方米，年产五金配件 80 万件。"),
            entry("builder", "安澜市云杉建设工程有限公司"),
            entry("supervisor", "安澜市衡准工程监理有限公司"),
            entry("designer", "澜江建筑设计院（演示）"),
            entry("wage-account", "安澜农村商业银行滨河支行（演示）"),
            entry("maker", "安澜电梯制造有限公司"),
            entry("installer", "安澜市稳达电梯安装有限公司"),
            entry("maintainer", "安澜市稳达电梯安装有限公司"),
            entry("model", "AL-1000-1.75"),
            entry("serial", "DT20260088", "DT20260131"),
            entry("manager-certificate", "TS629901202600117"),
            entry("outsourcing-firm", "安澜市清泉洗消服务有限公司"),
            entry("source-name", "云溪河"),
            entry("intake-place", "云溪河右岸，滨河新区泵站"),
            entry("return-place", "云溪河右岸，泵站下游 300 米"),
            entry("saving", "循环用水，装了分级计量的水表。"),
            entry("province", "江南省（演示）"),
            entry("city", "江城市（演示）"),
            entry("hospital", "江城人民医院（演示）"),
            entry("platform", "小满外卖（演示）"),
            entry("bank", "安澜农村商业银行滨河支行（演示）"),
            entry("bank-account", "6229010000000011223"),
            entry("account", "629901000117"),
            entry("certificate-number", "澜（2019）安澜市不动产权第 0011728 号"),
            entry("member-list", "本人、配偶、女儿，共三人。"),
            entry("family-members", "配偶"),
            entry("cause", "家中有人长期生病，收入不够开支。"),
            entry("subject", "小学数学"),
            entry("exam-number", "202562990100173"),
            entry("degree-number", "106991202505002231"),
            entry("permit-number", "629901202500338"),
            entry("school", "安澜师范学院（演示）"),
            entry("work-place", "安澜市第二小学（演示）"),
            entry("change-reason", "门店重新装修，换了招牌。"),
            entry("changes", "没有变化。"));

    private static final Set<String> OWN_NAMES =
            Set.of("applicant-name", "representative-name", "representative", "contact-name");

    private static final Set<String> SIGNS =
            Set.of("shop-name", "place-name", "trade-name", "firm-name", "entity-name");

    private final Random random;

    DemoAnswers(Random random) {
        this.random = random;
    }

    /** Complete answers that pass every check, on top of what is known already. */
    Answers complete(Form form, Answers known, Applicant applicant) {
        Answers answers = known;
        // An answer may open further questions, so ask until nothing new comes up.
        for (int round = 0; round < form.questions().size(); round++) {
            List<Question> open = unanswered(form, answers);
            if (open.isEmpty()) {
                return answers;
            }
            for (Question question : open) {
                answers = answers.with(question.code(), List.of(answer(question, applicant)));
            }
        }
        throw new IllegalStateException("No answers found for " + unanswered(form, answers));
    }

    private static List<Question> unanswered(Form form, Answers answers) {
        FormReading reading = FormCheck.read(form, answers);
        return reading.asked().stream()
                .filter(question -> reading.finding(question.code()).isPresent())
                .toList();
    }

    private String answer(Question question, Applicant applicant) {
        return switch (question.field()) {
            // Nobody hands in what he does not vouch for.
            case Field.One _
            when question.code().equals("declaration") ->
                question.choices().getFirst().code();
            case Field.One _, Field.Many _, Field.Region _ ->
                question.choices()
                        .get(random.nextInt(question.choices().size()))
                        .code();
            case Field.YesNo _ -> random.nextBoolean() ? "yes" : "no";
            case Field.CitizenNumber _ -> {
                String agent = applicant.agentNumber();
                yield agent == null ? applicant.number() : agent;
            }
            case Field.CreditNumber _ -> applicant.entity() ? applicant.number() : "92629901MA9900A13J";
            case Field.Phone _ -> applicant.phone();
            case Field.Day _ -> day(60).toString();
            case Field.Period _ -> day(30) + "/" + day(30).plusDays(90);
            case Field.Whole(var least, var most, var _) -> number(BigDecimal.valueOf(least), BigDecimal.valueOf(most));
            case Field.Decimal(var least, var most, var _) -> number(least, most);
            case Field.Money(var least, var most, var _) -> number(least, most);
            case Field.Line _, Field.Lines _, Field.Address _ -> text(question, applicant);
            case Field.Table(var columns, var _, var _, var _) -> {
                var cells = new LinkedHashMap<String, String>();
                columns.forEach(column -> cells.put(column.code(), answer(column, applicant)));
                yield Rows.text(cells);
            }
            case Field.File _, Field.Licence _ ->
                throw new IllegalStateException("Nothing to refer to: " + question.code());
        };
    }

    private LocalDate day(int within) {
        return LocalDate.of(2026, 6, 1).plusDays(random.nextInt(within));
    }

    private String number(BigDecimal least, BigDecimal most) {
        BigDecimal span = most.subtract(least).min(BigDecimal.valueOf(200));
        return least.add(BigDecimal.valueOf(random.nextInt(span.intValue() + 1)))
                .min(most)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Of himself and of his shop somebody says the same in every application. */
    private String text(Question question, Applicant applicant) {
        String code = question.code();
        String text;
        if (applicant.entity() ? code.equals("entity-name") : OWN_NAMES.contains(code)) {
            text = applicant.name();
        } else if (SIGNS.contains(code)) {
            text = own(PLACES, applicant);
        } else if (code.endsWith("address") || code.equals("place") || code.equals("project-place")) {
            text = own(STREETS, applicant);
        } else if (BY_CODE.containsKey(code)) {
            List<String> fitting = BY_CODE.getOrDefault(code, NAMES);
            text = fitting.get(random.nextInt(fitting.size()));
        } else if (code.endsWith("name") || code.endsWith("manager") || code.startsWith("representative")) {
            text = own(NAMES, applicant);
        } else {
            text = "按实际情况如实填写";
        }
        int longest = FormCheck.maxLength(question);
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static String own(List<String> fitting, Applicant applicant) {
        return fitting.get(Math.floorMod(applicant.holder().hashCode(), fitting.size()));
    }

    private static Map.Entry<String, List<String>> entry(String code, String... said) {
        return Map.entry(code, List.of(said));
    }
}
