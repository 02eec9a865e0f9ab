package org.yimen.form;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.form.Question.Choice;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;

/** Every kind of question, answered and wrong, to be looked at; only where {@code yimen.styleguide} is set. */
@Controller
@ConditionalOnProperty("yimen.styleguide")
public class FieldGallery {

    private static final List<Choice> CHOICES =
            List.of(new Choice("owned", new Text("自己的", "Owned")), new Choice("rented", new Text("租的", "Rented")));

    /**
     * @param wrong the same fields with what people get wrong
     */
    public record GalleryPage(List<FieldView> fields, List<FieldView> wrong) {
        public GalleryPage {
            fields = List.copyOf(fields);
            wrong = List.copyOf(wrong);
        }
    }

    @GetMapping("/styleguide/fields")
    ModelAndView fields() {
        return Page.show(
                "styleguide/fields",
                new GalleryPage(
                        kinds().stream()
                                .map(question -> view(question, "right"))
                                .toList(),
                        kinds().stream()
                                .map(question -> view(question, "wrong"))
                                .toList()));
    }

    private static FieldView view(Question question, String id) {
        List<String> given = id.equals("right") ? List.of() : wrong(question.field());
        List<Finding> findings = id.equals("right")
                ? List.of()
                : FormCheck.read(
                                new Form(List.of(new Form.Section("all", question.label(), List.of(question)))),
                                Answers.none().with(question.code(), given))
                        .findings();
        return FieldView.of(question, id + "-" + question.code(), given, findings)
                .withRows(2)
                .withPicks(CHOICES);
    }

    private static List<String> wrong(Field field) {
        return switch (field) {
            case Field.Line _, Field.Lines _, Field.Address _, Field.Region _, Field.YesNo _ -> List.of();
            case Field.One _, Field.Many _, Field.File _, Field.Licence _ -> List.of();
            case Field.CitizenNumber _ -> List.of("110105194912310021");
            case Field.CreditNumber _ -> List.of("91350100M000100Y44");
            case Field.Phone _ -> List.of("12345");
            case Field.Day _ -> List.of("2026-02-30");
            case Field.Period _ -> List.of("2026-03-09/2026-03-05");
            case Field.Whole _, Field.Decimal _ -> List.of("八十六");
            case Field.Money _ -> List.of("12.345");
            case Field.Table _ -> List.of(Rows.text(Map.of("name", "王建国", "number", "1234")));
        };
    }

    private static List<Question> kinds() {
        Text unit = new Text("平方米", "m²");
        return List.of(
                asked("text", "店名", "Name of the shop", new Field.Line(60)),
                asked("long-text", "理由", "Reason", new Field.Lines(500)),
                asked("citizen-id", "公民身份号码", "Citizen number", new Field.CitizenNumber()),
                asked("credit-code", "统一社会信用代码", "Credit code", new Field.CreditNumber()),
                asked("phone", "手机号", "Mobile phone", new Field.Phone()),
                asked("region", "户籍所在地", "Registered in", new Field.Region("")),
                asked("address", "详细地址", "Address", new Field.Address(120)),
                asked("date", "开业日期", "Opening day", new Field.Day()),
                asked("period", "租期", "Term of the lease", new Field.Period()),
                asked("integer", "座位数", "Seats", new Field.Whole(0, 500, new Text("个", "seats"))),
                asked("number", "面积", "Area", new Field.Decimal(BigDecimal.ONE, new BigDecimal("20000"), unit)),
                asked("money", "每月租金", "Monthly rent", new Field.Money(BigDecimal.ONE, new BigDecimal("200000"), null)),
                asked("yes-no", "在网上卖吗？", "Do you sell online?", new Field.YesNo()),
                asked("choice", "房子是谁的？", "Whose premises?", new Field.One(CHOICES)),
                asked("choices", "用哪些场所？", "Which premises?", new Field.Many(CHOICES)),
                asked("file", "用哪个文件？", "Which file?", new Field.File("")),
                asked("licence", "用哪张证照？", "Which licence?", new Field.Licence("", Map.of())),
                asked(
                        "table",
                        "家庭成员",
                        "Members of the family",
                        new Field.Table(
                                List.of(
                                        asked("name", "姓名", "Name", new Field.Line(50)),
                                        asked("number", "公民身份号码", "Citizen number", new Field.CitizenNumber()),
                                        asked(
                                                "income",
                                                "月收入",
                                                "Monthly income",
                                                new Field.Money(BigDecimal.ZERO, new BigDecimal("999999"), null))),
                                1,
                                10,
                                List.of("income"))));
    }

    private static Question asked(String code, String zh, String en, Field field) {
        return new Question(code, new Text(zh, en), field, true);
    }
}
