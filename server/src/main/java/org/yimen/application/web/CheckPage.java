package org.yimen.application.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Applicant;
import org.yimen.application.Application.Defect;
import org.yimen.application.Drafts;
import org.yimen.application.Drafts.Gap;
import org.yimen.application.PreChecks.PreCheck;
import org.yimen.application.SharedFetches.Fetched;
import org.yimen.application.Waivers.Waived;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.FieldView;
import org.yimen.form.Form.Section;
import org.yimen.form.Question;
import org.yimen.form.Value;
import org.yimen.platform.ui.ErrorItem;
import org.yimen.platform.ui.Piece;
import org.yimen.platform.ui.SummaryAction;
import org.yimen.platform.ui.SummaryActions;
import org.yimen.platform.ui.SummaryRow;
import org.yimen.platform.web.Words;

/**
 * All answers once more before handing in.
 *
 * @param waived what the office fetches: handing in agrees to it
 * @param key names this handing-in, so that a second click does nothing
 * @param refused it was handed in although something is missing
 * @param preCheck 预审, where the applicant can ask for it
 * @param serves 电子送达: he agreed before that notices reach him in his inbox, or it is not for whoever hands in to say
 * @param lacking what its source did not give, so that it is his to bring
 */
public record CheckPage(
        Filling filling,
        List<Gap> gaps,
        List<Waived> waived,
        UUID key,
        boolean refused,
        @Nullable Looking preCheck,
        boolean serves,
        List<Fetched> lacking) {

    /**
     * 预审: what became of the last one.
     *
     * @param last null where none was asked for
     * @param passes true where it passed, and nothing was changed since
     */
    public record Looking(@Nullable PreCheck last, boolean passes) {
        public boolean waits() {
            return last != null && last.open();
        }

        public boolean found() {
            return last != null && last.answeredAt() != null && !last.passed();
        }

        /** It passed, and the draft is another one now. */
        public boolean lapsed() {
            return last != null && last.passed() && !passes;
        }
    }

    /** What the window found, each linked to where it is put right. */
    public List<ErrorItem> found(Words words) {
        return preCheck == null || preCheck.last() == null
                ? List.of()
                : preCheck.last().defects().stream()
                        .map(defect -> new ErrorItem(
                                Defect.question(defect.material())
                                        .flatMap(filling::find)
                                        .map(question -> filling.page(question) + "?from=check")
                                        .orElse(filling.bench().material(defect.material())),
                                CaseWords.material(defect.material(), filling.item(), words)
                                        + words.say("platform.ui.colon-in-line")
                                        + defect.what(),
                                null))
                        .toList();
    }

    public CheckPage {
        gaps = List.copyOf(gaps);
        waived = List.copyOf(waived);
        lacking = List.copyOf(lacking);
    }

    /** Which source did not give what: 公安机关没有答复：无犯罪记录证明. */
    public List<String> unfetched(Words words) {
        return lacking.stream()
                .map(each -> words.say(
                        each.outcome() == Fetched.Outcome.NONE ? "application.fetch.none" : "application.fetch.silent",
                        each.issuer(),
                        CaseWords.material(each.material(), filling.item(), words)))
                .toList();
    }

    public Applicant applicant() {
        return filling.draft().applicant();
    }

    /** In full for the applicant himself; whoever acts for another person or serves him sees that one's number masked. */
    public String number() {
        return filling.bench().masks()
                ? applicant().maskedNumber()
                : applicant().number();
    }

    public String phone() {
        return filling.bench().masks() ? applicant().maskedPhone() : applicant().phone();
    }

    public List<SummaryRow> rows(Section section, Words words) {
        return section.questions().stream()
                .filter(question -> filling.asked().contains(question) || filling.computed(question) != null)
                .map(question -> row(question, words))
                .toList();
    }

    private SummaryRow row(Question question, Words words) {
        Value computed = filling.computed(question);
        if (computed != null) {
            return SummaryRow.of(words.text(question.label()), filling.said(question, computed.canonical(), words));
        }
        List<String> given = filling.draft().answers().all(question.code());
        String label = words.text(question.label());
        boolean missing = gaps.stream()
                .anyMatch(gap -> gap instanceof Gap.Answer(var lacking, var _) && lacking.equals(question));
        String said = given.isEmpty()
                ? words.say(missing ? "application.check.missing" : "application.check.none")
                : said(question, given, words);
        Piece value = new Piece(said, null, missing ? "ym-lacks" : null);
        if (filling.fixed(question)) {
            return new SummaryRow(Piece.of(label), value, null, null);
        }
        return new SummaryRow(
                Piece.of(label),
                value,
                SummaryActions.of(SummaryAction.of(
                        filling.page(question) + "?from=check",
                        words.say(given.isEmpty() ? "application.check.fill" : "application.check.change"),
                        label)),
                null);
    }

    private String said(Question question, List<String> given, Words words) {
        String said = filling.said(question, given, words);
        String source = filling.source(question, words);
        return source == null ? said : words.say("application.known.after", said, source);
    }

    public List<SummaryRow> materials(Words words) {
        var rows = new ArrayList<SummaryRow>();
        for (Material material : filling.uploads()) {
            var files = filling.draft().files(material.code());
            String label = words.text(material.name());
            LocalDate promised = filling.draft().content().promised().get(material.code());
            boolean missing = material.required() && files.isEmpty() && promised == null;
            String said = files.isEmpty()
                    ? promised == null
                            ? words.say(missing ? "application.check.file-missing" : "application.check.none")
                            : words.say("application.check.promised", promised)
                    : words.list(files.stream().map(file -> file.name()).toList());
            rows.add(new SummaryRow(
                    Piece.of(label),
                    new Piece(said, null, missing ? "ym-lacks" : null),
                    SummaryActions.of(SummaryAction.of(
                            filling.bench().material(material.code()),
                            words.say(files.isEmpty() ? "application.check.upload" : "application.check.change"),
                            label)),
                    null));
        }
        for (Material material : filling.free()) {
            String source = waived.stream()
                    .filter(each -> each.material().equals(material))
                    .findFirst()
                    .map(each -> Filling.said(each, words))
                    .orElseGet(() -> words.say("application.apply.free-form"));
            rows.add(SummaryRow.of(
                    words.text(material.name()),
                    words.say("application.known.after", words.say("application.check.free"), source)));
        }
        return rows;
    }

    /** True where handing in signs the commitment. */
    public boolean commits() {
        return filling.draft().content().commitment() != null;
    }

    /** True where something is promised: handing in then signs the promise. */
    public boolean promises() {
        return !Drafts.promised(filling.item(), filling.draft()).isEmpty();
    }

    /** What is missing or wrong, each linked to where it is put right. */
    public List<ErrorItem> missing(Words words) {
        return gaps.stream()
                .map(gap -> switch (gap) {
                    case Gap.Answer(var question, var finding) ->
                        new ErrorItem(
                                filling.page(question) + "?from=check",
                                plain(words.text(question.label()))
                                        + words.say("platform.ui.colon-in-line")
                                        + FieldView.message(finding, words),
                                null);
                    case Gap.Commitment _ ->
                        new ErrorItem(
                                filling.bench().base() + "/commitment",
                                words.say("application.commitment.no-more"),
                                null);
                    case Gap.File(var material) ->
                        new ErrorItem(
                                filling.bench().material(material.code()),
                                words.say("application.check.file-needed", material.name()),
                                null);
                })
                .toList();
    }

    /** Without its question mark, so that something may follow. */
    private static String plain(String label) {
        return label.endsWith("？") || label.endsWith("?") ? label.substring(0, label.length() - 1) : label;
    }
}
