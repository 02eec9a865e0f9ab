package org.yimen.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.api.Bodies.CaseBody;
import org.yimen.api.Bodies.CaseLine;
import org.yimen.api.Bodies.CommandBody;
import org.yimen.api.Bodies.DefectBody;
import org.yimen.api.Bodies.EventBody;
import org.yimen.api.Bodies.FileBody;
import org.yimen.api.Bodies.LicenceRef;
import org.yimen.api.Bodies.Limit;
import org.yimen.api.Bodies.NoticeBody;
import org.yimen.api.Bodies.PaperBody;
import org.yimen.api.Bodies.TaskBody;
import org.yimen.application.Application;
import org.yimen.application.Application.Event;
import org.yimen.application.Application.Outcome;
import org.yimen.application.Application.PaperRef;
import org.yimen.application.Application.State;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.Entry;
import org.yimen.application.Requests;
import org.yimen.application.web.CaseWords;
import org.yimen.application.web.EventWords;
import org.yimen.application.web.HowFar;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.document.SealedPapers;
import org.yimen.form.Claim;
import org.yimen.form.Field;
import org.yimen.form.Question;
import org.yimen.platform.web.Words;
import org.yimen.time.TimeLimit;

/** Cases as machines are shown them: what an officer sees on one screen, persons masked. */
@Component
class Shown {

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    /** What the API calls the commands of the desk; those that it lacks are left out. */
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("accept", "accept"),
            Map.entry("decline", "decline"),
            Map.entry("notice-defects", "notice-supplement"),
            Map.entry("ask-for-materials", "ask-for-materials"),
            Map.entry("supply", "supply"),
            Map.entry("review", "review"),
            Map.entry("start-step", "pause"),
            Map.entry("finish-step", "resume"),
            Map.entry("extend", "extend"),
            Map.entry("grant", "decide"),
            Map.entry("consent", "decide"),
            Map.entry("issue", "issue"),
            Map.entry("deliver", "deliver"),
            Map.entry("serve", "deliver"),
            Map.entry("withdraw", "withdraw"));

    private final EventWords events;
    private final SealedPapers papers;

    Shown(EventWords events, SealedPapers papers) {
        this.events = events;
        this.papers = papers;
    }

    /** {@code SupplementDue} → {@code supplement-due}. */
    static String kebab(String name) {
        return CAMEL.matcher(name).replaceAll("-").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** In CEL, over the codes of the questions with _ for -. */
    static @Nullable String source(@Nullable Claim condition) {
        return condition == null ? null : condition.source();
    }

    /** The columns of a table; of anything else none. */
    static List<Question> columns(Question question) {
        return question.field() instanceof Field.Table(var columns, var _, var _, var _) ? columns : List.of();
    }

    static Limit limit(TimeLimit limit) {
        return new Limit(limit.amount(), kebab(limit.unit().name()));
    }

    static CaseLine line(Summary file) {
        return new CaseLine(
                file.number(),
                file.subject().code(),
                file.title(),
                file.department(),
                file.channel(),
                kebab(file.status()),
                file.openedAt(),
                file.dueOn(),
                file.version());
    }

    CaseBody of(CaseView view, Words words) {
        var file = view.file();
        var applicant = view.dossier().applicant();
        List<PaperBody> written = papers.ofCase(file.id().region(), file.id().value()).stream()
                .filter(paper -> view.history().stream()
                        .map(Entry::paper)
                        .filter(Objects::nonNull)
                        .map(PaperRef::id)
                        .anyMatch(paper.id()::equals))
                .map(paper -> new PaperBody(kebab(paper.kind().name()), paper.number(), paper.title(), paper.madeAt()))
                .toList();
        return new CaseBody(
                file.number(),
                file.subject().code(),
                file.subject().version(),
                words.text(view.item().name()),
                applicant.maskedName(),
                applicant.maskedNumber(),
                file.department(),
                file.channel(),
                kebab(view.state().getClass().getSimpleName()),
                CaseWords.status(view.state(), words),
                file.openedAt(),
                file.version(),
                view.intact(),
                view.next().stream()
                        .map(task -> new TaskBody(task.post(), task.act(), task.dueOn()))
                        .toList(),
                view.choices().stream()
                        .filter(choice -> COMMANDS.containsKey(choice.code()))
                        .map(choice ->
                                new CommandBody(Objects.requireNonNull(COMMANDS.get(choice.code())), choice.refusal()))
                        .toList(),
                view.dossier().content().files().stream()
                        .map(each ->
                                new FileBody(each.material(), each.mediaType(), each.size(), each.sm3(), each.at()))
                        .toList(),
                written,
                notice(view.state()),
                licence(view));
    }

    HowFar howFar(CaseView view) {
        return new HowFar(view, events);
    }

    List<EventBody> history(CaseView view, List<Entry> entries, Words words) {
        return entries.stream()
                .map(entry -> new EventBody(
                        view.file().id().value() + "." + entry.seq(),
                        entry.seq(),
                        entry.at(),
                        kebab(entry.event().getClass().getSimpleName()),
                        events.title(view.item(), entry, words),
                        events.office(entry.actor(), words)))
                .toList();
    }

    private static @Nullable NoticeBody notice(State state) {
        return Application.asked(state)
                .map(notice -> new NoticeBody(
                        notice.number(),
                        notice.on(),
                        Requests.of(state).open().map(Requests.Request::dueOn).orElse(null),
                        notice.defects().stream()
                                .map(defect -> new DefectBody(defect.material(), defect.what()))
                                .toList()))
                .orElse(null);
    }

    private static @Nullable LicenceRef licence(CaseView view) {
        return view.history().stream()
                .map(Entry::event)
                .filter(Event.Issued.class::isInstance)
                .map(event -> {
                    Outcome outcome = ((Event.Issued) event).outcome();
                    return new LicenceRef(outcome.number(), outcome.on());
                })
                .findFirst()
                .orElse(null);
    }
}
