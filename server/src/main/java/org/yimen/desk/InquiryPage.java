package org.yimen.desk;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.web.EventWords;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.ui.Hint;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;
import org.yimen.supervision.ConductRules;
import org.yimen.supervision.Inquiries.Reading;
import org.yimen.supervision.Inquiry;
import org.yimen.supervision.Inquiry.Act;
import org.yimen.supervision.Inquiry.Finding;
import org.yimen.supervision.Inquiry.Stage;

/**
 * 效能调查 of one complaint or clue.
 *
 * @param readings who has looked, the latest first
 * @param opensOrder the complaint opens for who reads
 * @param connected what is transferred goes to a body of discipline by itself, and its receipt comes back
 * @param act the form that was refused; empty where none was
 */
public record InquiryPage(
        DeskFrame frame,
        Inquiry of,
        LocalDate today,
        ConductRules rules,
        EventWords events,
        List<Reading> readings,
        boolean mayInvestigate,
        boolean mayDecide,
        boolean maySettle,
        boolean opensOrder,
        boolean connected,
        String key,
        String act,
        Typed typed,
        @Nullable RuleBroken refusal) {

    private static final Map<String, String> FIELDS = Map.of(
            "supervision.inquiry.by-hand", "body",
            "supervision.inquiry.finding-missing", "finding",
            "supervision.inquiry.sanction", "sanction",
            "supervision.inquiry.points", "points",
            "supervision.inquiry.reply", "reply",
            "supervision.inquiry.whom", "whom");

    public InquiryPage {
        readings = List.copyOf(readings);
    }

    public String base() {
        return "/desk/inquiries/" + of.id();
    }

    public String kind(Words words) {
        return InquiriesPage.kind(rules, of.kind(), words);
    }

    /** What its kind rests on; one that nobody has read says so. */
    public String basis(Words words) {
        return rules.kind(of.kind())
                .map(kind -> InquiriesPage.basis(kind.basis(), words))
                .orElse("");
    }

    public String sanction(@Nullable String code, Words words) {
        return code == null
                ? words.say("supervision.inquiry.no-sanction")
                : rules.sanction(code).map(each -> words.text(each.name())).orElse(code);
    }

    public boolean writes() {
        return mayInvestigate && of.isUnderWay();
    }

    public boolean finds() {
        return mayInvestigate && of.stage() == Stage.OPEN;
    }

    public boolean seconds() {
        UUID me = frame.officer().id();
        return mayInvestigate
                && of.stage() == Stage.FOUND
                && of.found().filter(found -> found.by().equals(me)).isEmpty();
    }

    public boolean decides() {
        return mayDecide && of.stage() == Stage.SECONDED;
    }

    /** What the two propose, or null. */
    public Act.@Nullable Found proposed() {
        return of.found().map(entry -> (Act.Found) entry.act()).orElse(null);
    }

    public boolean transfers() {
        return mayDecide && of.isUnderWay();
    }

    public boolean records() {
        return mayDecide && of.stage() == Stage.TRANSFERRED;
    }

    public boolean settles() {
        return maySettle && of.stage() == Stage.APPEALED;
    }

    public boolean publishes() {
        return mayDecide && of.isPublishable(today, rules.appeal().days());
    }

    /** What was typed into this form, where it was the one that was refused. */
    public String value(String form, String field) {
        return value(form, field, "");
    }

    public String value(String form, String field, String otherwise) {
        return form.equals(act) ? typed.text(field) : otherwise;
    }

    /** The field of the refused form at which the refusal is shown. */
    public String field() {
        return refusal == null
                ? ""
                : act + "-" + FIELDS.getOrDefault(refusal.code(), act.equals("files") ? "what" : "text");
    }

    public @Nullable ErrorMessage error(String form, String field, Words words) {
        return refusal == null || !field().equals(form + "-" + field)
                ? null
                : ErrorMessage.of(words.say(refusal.code(), refusal.arguments().toArray()));
    }

    public List<Choice> findings(Words words) {
        return Stream.of(Finding.values())
                .map(each -> Choice.of(each.code(), words.say("supervision.inquiry.finding." + each.code())))
                .toList();
    }

    /** Each with its suggested points and what it rests on. */
    public List<Option> sanctions(Words words) {
        return Option.orNone(
                words.say("supervision.inquiry.no-sanction"),
                rules.sanctions().stream()
                        .map(each -> Option.of(
                                each.code(),
                                words.say(
                                        each.basis().verified()
                                                ? "desk.inquiries.sanction"
                                                : "desk.inquiries.sanction-unverified",
                                        words.text(each.name()),
                                        each.points().own()))));
    }

    public List<Choice> yesNo(String yes, String no, Words words) {
        return List.of(Choice.of("true", words.say(yes)), Choice.of("false", words.say(no)));
    }

    public List<Choice> leads(Words words) {
        return List.of(
                Choice.of("true", words.say("desk.inquiries.leads"), Hint.of(words.say("desk.inquiries.leads-hint"))));
    }
}
