package org.yimen.application.web;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseRuleBroken;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.Finding;
import org.yimen.form.FormCheck;
import org.yimen.form.Question;
import org.yimen.platform.web.Page;

/**
 * 填报: one question per page, from the first answer to the handing-in. Whoever mounts it has checked whose draft it is;
 * it only knows where its pages lie and who asks.
 */
@Component
public class ApplyFlow {

    /** Form fields of an answer: one, several boxes, or the three parts of a date. */
    private static final String ANSWER = "answer";

    private static final int LONGEST_RAW = 2 * FormCheck.LONGEST;

    private final Drafts drafts;
    private final ApplicationDesk desk;

    ApplyFlow(Drafts drafts, ApplicationDesk desk) {
        this.drafts = drafts;
        this.desk = desk;
    }

    /** The list of what is to be done. */
    public ModelAndView tasks(Dossier draft, Bench bench) {
        return Page.show(
                "application/tasks",
                new TasksPage(filling(draft, bench), drafts.commitment(draft).isPresent()));
    }

    public ModelAndView question(Dossier draft, Bench bench, String code, boolean checking) {
        Filling filling = filling(draft, bench);
        Question question = filling.find(code).orElseThrow(ApplyFlow::notFound);
        List<String> given = draft.answers().all(code);
        // What was typed wrong is still there and still wrong; what was not typed yet is no mistake.
        Finding finding =
                given.isEmpty() ? null : FormCheck.check(question, given).orElse(null);
        return Page.show("application/question", new QuestionPage(filling, question, given, finding, checking));
    }

    /** Keeps the answer, right or wrong, and goes on only when it is right. */
    public ModelAndView answer(
            Dossier draft, Bench bench, String code, MultiValueMap<String, String> form, boolean checking) {
        Question question = filling(draft, bench).find(code).orElseThrow(ApplyFlow::notFound);
        List<String> given = given(question, form);
        Dossier saved = drafts.answer(draft, question, given);
        Filling filling = filling(saved, bench);
        Finding finding = FormCheck.check(question, given).orElse(null);
        return finding == null
                ? Page.goTo(checking ? bench.check() : filling.after(question))
                : Page.show(
                        "application/question",
                        new QuestionPage(filling, question, given, finding, checking),
                        HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private static List<String> given(Question question, MultiValueMap<String, String> form) {
        if (AnswerWords.isDate(question)) {
            List<String> parts = List.of(one(form, "answer-year"), one(form, "answer-month"), one(form, "answer-day"));
            return parts.stream().allMatch(String::isBlank) ? List.of() : List.of(String.join("-", parts));
        }
        List<String> values = form.getOrDefault(ANSWER, List.of());
        int most = question.kind() == Question.Kind.CHOICES ? question.choices().size() : 1;
        return values.stream()
                .filter(value -> value != null && !value.isBlank())
                .limit(most)
                .map(ApplyFlow::cut)
                .toList();
    }

    private static String one(MultiValueMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : cut(value.strip());
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_RAW ? value : value.substring(0, LONGEST_RAW);
    }

    public ModelAndView material(Dossier draft, Bench bench, String code) {
        Filling filling = filling(draft, bench);
        return Page.show("application/material", materialPage(filling, find(filling, code), null, null));
    }

    public ModelAndView attach(Dossier draft, Bench bench, String code, MultipartFile file) throws IOException {
        Filling filling = filling(draft, bench);
        Material material = find(filling, code);
        try {
            requireChosen(file);
            drafts.attach(draft, code, name(file), file.getBytes());
            return Page.goTo(bench.material(code));
        } catch (CaseRuleBroken refusal) {
            return Page.show(
                    "application/material",
                    materialPage(filling, material, refusal, null),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** 容缺: promises the material for a day, or says why not. */
    public ModelAndView promise(Dossier draft, Bench bench, String code, String by) {
        Filling filling = filling(draft, bench);
        Material material = find(filling, code);
        try {
            drafts.promise(draft, material, day(by));
            return Page.goTo(filling.after(material));
        } catch (CaseRuleBroken refusal) {
            return Page.show(
                    "application/material",
                    materialPage(filling, material, refusal, cut(by)),
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    public ModelAndView promiseNothing(Dossier draft, Bench bench, String code) {
        drafts.promiseNothing(draft, find(filling(draft, bench), code));
        return Page.goTo(bench.material(code));
    }

    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed.strip());
        } catch (DateTimeParseException wrong) {
            throw new CaseRuleBroken("application.gaps.day-missing");
        }
    }

    private MaterialPage materialPage(
            Filling filling, Material material, @Nullable CaseRuleBroken refusal, @Nullable String typed) {
        return new MaterialPage(
                filling,
                material,
                drafts.latestPromise(filling.draft(), material).orElse(null),
                refusal,
                typed);
    }

    public ModelAndView commitment(Dossier draft, Bench bench) {
        return drafts.commitment(draft)
                .map(offered -> Page.show("application/commitment", new CommitmentPage(filling(draft, bench), offered)))
                .orElseThrow(ApplyFlow::notFound);
    }

    /** 告知承诺: signs it or not, as the applicant chooses; with the handing-in it counts. */
    public ModelAndView commit(Dossier draft, Bench bench, boolean signs) {
        drafts.commit(draft, signs);
        return Page.goTo(bench.base());
    }

    /** Refuses a form that was sent without a file; one that is empty itself is another matter. */
    public static void requireChosen(MultipartFile file) {
        if (name(file).isEmpty() && file.isEmpty()) {
            throw new CaseRuleBroken("application.file.missing");
        }
    }

    public ModelAndView detach(Dossier draft, Bench bench, String code, UUID file) {
        drafts.detach(draft, file);
        return Page.goTo(bench.material(code));
    }

    public ModelAndView check(Dossier draft, Bench bench) {
        return Page.show("application/check", checkPage(draft, bench, UUID.randomUUID(), false));
    }

    /** Hands in; with gaps the check comes back and says which. A second click with the same key does nothing. */
    public ModelAndView submit(Dossier draft, Bench bench, Actor actor, String channel, UUID key) {
        CheckPage page = checkPage(draft, bench, key, true);
        if (!page.gaps().isEmpty()) {
            return Page.show("application/check", page, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            desk.submit(draft, actor, channel, key.toString());
        } catch (DuplicateKeyException | OptimisticLockingFailureException overtaken) {
            // The same check in two windows, under two keys: the case is there, and one receipt says so.
            if (desk.submitted(draft.id()).isEmpty()) {
                throw overtaken;
            }
        }
        return Page.goTo(bench.after());
    }

    private CheckPage checkPage(Dossier draft, Bench bench, UUID key, boolean refused) {
        return new CheckPage(filling(draft, bench), drafts.gaps(draft), key, refused);
    }

    /** Shows the draft to pages that mount this flow. */
    public Filling filling(Dossier draft, Bench bench) {
        return new Filling(bench, draft, drafts.item(draft));
    }

    private static String name(MultipartFile file) {
        String name = file.getOriginalFilename();
        return name == null ? "" : name;
    }

    private static Material find(Filling filling, String code) {
        return filling.upload(code).orElseThrow(ApplyFlow::notFound);
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
