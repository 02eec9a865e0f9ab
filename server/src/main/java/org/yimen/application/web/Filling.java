package org.yimen.application.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Beginnings;
import org.yimen.application.Dossier;
import org.yimen.application.Drafts;
import org.yimen.application.Waivers.Waived;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.ItemVersion.Material;
import org.yimen.form.Course;
import org.yimen.form.Field;
import org.yimen.form.Form.Section;
import org.yimen.form.FormCheck;
import org.yimen.form.FormReading;
import org.yimen.form.Question;
import org.yimen.form.Value;
import org.yimen.platform.ui.Piece;
import org.yimen.platform.ui.Tag;
import org.yimen.platform.ui.Task;
import org.yimen.platform.ui.Task.Status;
import org.yimen.platform.web.Words;

/** A draft as its pages show it: what is asked, what is answered, what comes next. */
public record Filling(Bench bench, Dossier draft, ItemVersion item, FormReading reading) {

    static Filling of(Bench bench, Dossier draft, ItemVersion item) {
        Dossier his = bench.himself() ? draft.identified() : draft;
        return new Filling(bench, his, item, FormCheck.read(item.form(), his.answers()));
    }

    /** The task that holds the materials, in the list of what is done. */
    static final String MATERIALS = "materials";

    private Course course() {
        return new Course(item.form(), draft.answers(), reading);
    }

    /** The questions of a section that these answers lead to. */
    public List<Question> asked(Section section) {
        return course().asked(section);
    }

    public List<Question> asked() {
        return reading.asked();
    }

    /** Sections in which something is asked. */
    public List<Section> sections() {
        return course().sections();
    }

    public Section section(Question question) {
        return course().section(question);
    }

    /** Whose matter it is, as it may stand on this screen: a firm's name is public. */
    public String name() {
        return bench.isOwn() ? draft.applicant().name() : draft.applicant().maskedName();
    }

    /** Who acts for the applicant, if somebody does. */
    public @Nullable String agent() {
        return bench.isOwn() ? draft.applicant().agentName() : draft.applicant().maskedAgent();
    }

    public Optional<Question> find(String code) {
        return course().find(code);
    }

    public List<Material> uploads() {
        return Drafts.uploads(item, draft);
    }

    /** What the applicant need not bring: made from the answers, or fetched by the office. */
    public List<Material> free() {
        return item.materials(reading).stream()
                .filter(material -> material.supply() != Material.Supply.APPLICANT)
                .filter(material -> !draft.content().brought().contains(material.code()))
                .toList();
    }

    public Optional<Material> upload(String code) {
        return uploads().stream().filter(each -> each.code().equals(code)).findFirst();
    }

    /** Where the answer comes from, while it is what was filled in beforehand: 来自您的实名信息. */
    @Nullable
    String source(Question question, Words words) {
        var known = draft.content().known().get(question.code());
        if (known == null || !draft.keeps(question.code())) {
            return null;
        }
        String name = known.name();
        return words.say(known.key() + (bench.isWindow() ? "-window" : ""), name == null ? "" : name);
    }

    /** A number that the register gave: said as it is known there, and not asked of whoever may not read it in full. */
    boolean withheld(Question question) {
        var known = draft.content().known().get(question.code());
        return bench.masks()
                && known != null
                && question.field() instanceof Field.CitizenNumber
                && draft.keeps(question.code());
    }

    /** His own confirmed name and number: who applies for himself is asked for none, and nobody else's goes in their place. */
    public boolean isIdentity(Question question) {
        return bench.himself() && draft.isIdentity(question.code());
    }

    /** Said and not asked. */
    boolean fixed(Question question) {
        return withheld(question) || isIdentity(question);
    }

    /** What was filled in beforehand, and nobody has changed since. */
    private boolean prefilled(Question question) {
        return draft.content().known().get(question.code()) != null && draft.keeps(question.code());
    }

    /**
     * Personal, known beforehand, and nobody has shown who he is: it is said masked, and whoever stands there may say
     * something else; an empty field keeps what is known.
     */
    boolean veiled(Question question) {
        if (bench.present() || withheld(question) || !prefilled(question)) {
            return false;
        }
        List<String> kept = draft.answers().all(question.code());
        Words words = Words.of(Locale.CHINESE);
        return !AnswerWords.masked(question, kept, words, draft).equals(AnswerWords.said(question, kept, words, draft));
    }

    /** The answer as it may stand on this screen; what was typed here as text is read back as it was typed. */
    String said(Question question, List<String> given, Words words) {
        boolean typed = question.personal() != Question.Personal.NOTHING && !prefilled(question);
        return bench.masks() && !typed
                ? AnswerWords.masked(question, given, words, draft)
                : AnswerWords.said(question, given, words, draft);
    }

    /** How many of the questions nobody had to type. */
    public Beginnings.Filled filled() {
        return Beginnings.filled(draft, item);
    }

    /** What follows from the other answers; null of a question that is asked, and while they do not say. */
    @Nullable
    Value computed(Question question) {
        return question.isComputed() ? reading.values().get(question.code()) : null;
    }

    boolean answered(Question question) {
        return course().answered(question);
    }

    /** True where the required ones among them are answered, and something was said at all or nothing is required. */
    public boolean done(Section section) {
        return course().done(section);
    }

    boolean touched(Section section) {
        return course().touched(section);
    }

    public boolean materialsDone() {
        return uploads().stream()
                .filter(Material::required)
                .allMatch(material -> draft.holdsOrPromises(material.code()));
    }

    /** How many parts there are, checking not counted. */
    public int parts() {
        return sections().size() + (uploads().isEmpty() ? 0 : 1);
    }

    public int partsDone() {
        int sections = (int) sections().stream().filter(this::done).count();
        return sections + (!uploads().isEmpty() && materialsDone() ? 1 : 0);
    }

    public boolean complete() {
        return partsDone() == parts();
    }

    /** Where to go on: the first question without an acceptable answer, the first missing file, or the check. */
    public String resume() {
        return asked().stream()
                .filter(question -> !answered(question))
                .findFirst()
                .map(this::page)
                .orElseGet(this::afterQuestions);
    }

    String after(Question question) {
        // Who he is he need not read on a page of its own.
        return course().following(question).stream()
                .filter(next -> !isIdentity(next) || section(next).whole())
                .findFirst()
                .map(this::page)
                .orElseGet(this::afterQuestions);
    }

    /** Where the question is asked: by itself, or with its whole section. */
    String page(Question question) {
        Section section = section(question);
        return section.whole() ? bench.section(section.code()) : bench.question(question.code());
    }

    String after(Section section) {
        List<Question> asked = asked(section);
        return asked.isEmpty() ? afterQuestions() : after(asked.getLast());
    }

    private String afterQuestions() {
        return uploads().stream()
                .filter(material -> !draft.holdsOrPromises(material.code()))
                .findFirst()
                .map(material -> bench.material(material.code()))
                .orElseGet(bench::check);
    }

    String after(Material material) {
        List<Material> uploads = uploads();
        int next = uploads.indexOf(material) + 1;
        return next < uploads.size() ? bench.material(uploads.get(next).code()) : bench.check();
    }

    String before(Question question) {
        return course().before(question).map(this::page).orElseGet(bench::base);
    }

    String before(Material material) {
        List<Material> uploads = uploads();
        int at = uploads.indexOf(material);
        return at > 0 ? bench.material(uploads.get(at - 1).code()) : bench.base();
    }

    /** The parts beside a question: each section, the materials, the check. */
    public List<Task> parts(Words words, @Nullable String now) {
        var tasks = new ArrayList<Task>(sectionTasks(words, now));
        if (!uploads().isEmpty()) {
            tasks.add(new Task(
                    Piece.of(words.say("application.apply.upload")),
                    Piece.of(words.say(
                            "application.apply.upload-hint",
                            required(),
                            uploads().size() - required())),
                    MATERIALS.equals(now)
                            ? working(words)
                            : status(
                                    words,
                                    materialsDone(),
                                    !draft.content().files().isEmpty()),
                    bench.material(uploads().getFirst().code()),
                    MATERIALS.equals(now) ? "is-now" : null));
        }
        tasks.add(checkTask(words));
        return tasks;
    }

    public List<Task> sectionTasks(Words words, @Nullable String now) {
        return sections().stream()
                .map(section -> {
                    List<Question> asked = asked(section);
                    boolean current = section.code().equals(now);
                    Question first = asked.stream()
                            .filter(question -> !answered(question))
                            .findFirst()
                            .orElse(asked.getFirst());
                    return new Task(
                            Piece.of(words.text(section.title())),
                            Piece.of(words.say("application.apply.questions", asked.size())),
                            current ? working(words) : status(words, done(section), touched(section)),
                            page(first),
                            current ? "is-now" : null);
                })
                .toList();
    }

    /** One task for each material to upload. */
    public List<Task> materialTasks(Words words) {
        return uploads().stream()
                .map(material -> {
                    int files = draft.files(material.code()).size();
                    String key = files > 0
                            ? "application.apply.files"
                            : material.required()
                                    ? "application.apply.file-missing"
                                    : "application.apply.file-optional";
                    return Task.of(
                            words.text(material.name()),
                            material.note() == null ? null : words.text(material.note()),
                            bench.material(material.code()),
                            files > 0 ? done(words.say(key, files)) : Status.of(words.say(key, files)));
                })
                .toList();
    }

    /** What need not be brought, and why. */
    public List<Task> freeTasks(List<Waived> waived, Words words) {
        return free().stream()
                .map(material -> Task.of(
                        words.text(material.name()),
                        waived.stream()
                                .filter(each -> each.material().equals(material))
                                .findFirst()
                                .map(each -> said(each, words))
                                .orElseGet(() -> words.say("application.apply.free-form")),
                        null,
                        Status.of(new Tag(words.say("application.apply.free"), null, "govuk-tag--green"))))
                .toList();
    }

    /** Where it comes from instead: 电子证照, 登记信息, or the office. */
    public static String said(Waived waived, Words words) {
        var licence = waived.licence();
        return licence == null
                ? words.say(
                        switch (waived.source()) {
                            case REGISTER -> "application.apply.free-register";
                            case SHARED -> "application.apply.free-fetched";
                            case OFFICE, LICENCE -> "application.apply.free-shared";
                        })
                : words.say("application.apply.free-licence", licence.number());
    }

    public Task checkTask(Words words) {
        boolean open = complete();
        return Task.of(
                words.say("application.apply.check"),
                open ? null : words.say("application.apply.check-hint"),
                open ? bench.check() : null,
                Status.of(words.say(open ? "application.apply.todo" : "application.apply.not-yet")));
    }

    private int required() {
        return (int) uploads().stream().filter(Material::required).count();
    }

    private static Status working(Words words) {
        return Status.of(Tag.of(words.say("application.apply.doing")));
    }

    private static Status status(Words words, boolean done, boolean touched) {
        return done
                ? done(words.say("application.apply.done"))
                : new Status(
                        null,
                        words.say(touched ? "application.apply.begun" : "application.apply.todo"),
                        null,
                        "ym-dim");
    }

    private static Status done(String text) {
        return new Status(null, text, null, "ym-done");
    }
}
