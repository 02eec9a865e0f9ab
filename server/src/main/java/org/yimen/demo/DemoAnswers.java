package org.yimen.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
    private static final Map<String, List<String>> BY_CODE = Map.of(
            "scope", List.of("日用百货零售；蔬菜水果零售"),
            "project-name", List.of("安澜市滨河新区 3 号地块住宅", "安澜市第二小学教学楼"),
            "project-code", List.of("2026-629901-47-01-000123"),
            "maker", List.of("安澜电梯制造有限公司"),
            "model", List.of("AL-1000-1.75"),
            "serial", List.of("DT20260088", "DT20260131"),
            "source-name", List.of("云溪河"));

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
            case Field.Line _, Field.Lines _, Field.Address _ -> text(question);
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

    private String text(Question question) {
        String code = question.code();
        List<String> fitting = BY_CODE.get(code);
        if (fitting == null) {
            fitting = code.endsWith("address") || code.endsWith("place")
                    ? STREETS
                    : code.endsWith("shop-name") || code.equals("place-name") || code.equals("trade-name")
                            ? PLACES
                            : code.endsWith("name") || code.endsWith("manager") || code.equals("supervisor")
                                    ? NAMES
                                    : List.of("按实际情况如实填写");
        }
        String text = fitting.get(random.nextInt(fitting.size()));
        int longest = FormCheck.maxLength(question);
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
