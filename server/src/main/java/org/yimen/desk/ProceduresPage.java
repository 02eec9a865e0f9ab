package org.yimen.desk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.yimen.application.CaseView;
import org.yimen.application.web.EventWords;
import org.yimen.casework.Plan.Point;
import org.yimen.casework.Plan.Step;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.ItemVersion;
import org.yimen.document.Fact;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Words;
import org.yimen.procedure.ChairRequests;
import org.yimen.procedure.Copies.Copy;
import org.yimen.procedure.Draw;
import org.yimen.procedure.Experts;
import org.yimen.procedure.Hearing;
import org.yimen.procedure.Hearings;
import org.yimen.procedure.Mending;
import org.yimen.procedure.Questions.Question;
import org.yimen.procedure.Questions.Tally;
import org.yimen.procedure.Runs.Flagged;
import org.yimen.procedure.Survey;
import org.yimen.procedure.Surveys;

/** 特别程序: what is to be done beside the plan: steps, surveys, hearings, questions and copies, what is due first. */
public record ProceduresPage(DeskFrame frame, LocalDate today, List<Next> lines, EventWords events) {

    /**
     * One thing to do.
     *
     * @param act a message key that says it as something to do
     * @param department whose it is
     * @param said what was asked, in the words of who asked; else empty
     * @param at the hour where one is set
     * @param dueOn by when, or null where no day is set
     */
    public record Next(
            String act,
            String href,
            Summary file,
            ItemVersion item,
            String department,
            String said,
            @Nullable Instant at,
            @Nullable LocalDate dueOn) {

        public boolean isLateOn(LocalDate day) {
            return dueOn != null && day.isAfter(dueOn);
        }
    }

    /** Something with the case that it belongs to. */
    public record Line<T>(T of, Summary file, ItemVersion item) {}

    public ProceduresPage {
        // What has no day stands behind whatever has one.
        lines = lines.stream()
                .sorted(Comparator.comparing(Next::dueOn, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Next::at, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(next -> next.file().number()))
                .toList();
    }

    /** What was typed into a form that was refused, and why. */
    public record Typed(
            Map<String, List<String>> fields, @Nullable RuleBroken refusal) {
        static final Typed NOTHING = new Typed(Map.of(), null);

        public Typed {
            fields = Map.copyOf(fields);
        }

        public String value(String field) {
            return fields.getOrDefault(field, List.of()).stream().findFirst().orElse("");
        }

        public List<String> values(String field) {
            return fields.getOrDefault(field, List.of());
        }

        /** Why the field is wrong; null where the refusal is about something else. */
        public @Nullable ErrorMessage error(String prefix, Words words) {
            return refusal != null && refusal.code().startsWith(prefix)
                    ? ErrorMessage.of(
                            words.say(refusal.code(), refusal.arguments().toArray()))
                    : null;
        }

        HttpStatus status() {
            return refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT;
        }
    }

    /**
     * The survey of one step.
     *
     * @param looks the first first; empty while none is appointed
     * @param runs the step runs now, so that something can be written
     */
    public record Surveying(
            DeskFrame frame,
            CaseView view,
            EventWords events,
            Step step,
            List<Survey> looks,
            Again again,
            boolean runs,
            boolean mayAppoint,
            boolean mayRecord,
            boolean mayOpine,
            boolean begun,
            Typed typed) {
        public Surveying {
            looks = List.copyOf(looks);
        }

        /** The look that counts now, or null while none is appointed. */
        public @Nullable Survey survey() {
            return looks.isEmpty() ? null : looks.getLast();
        }

        /** Those before it, each with what it found unmet. */
        public List<Survey> earlier() {
            return looks.isEmpty() ? List.of() : looks.subList(0, looks.size() - 1);
        }

        /** What the look that counts now is for. */
        public List<Point> points() {
            Survey survey = survey();
            return survey == null ? step.checklist() : Surveys.points(step, looks, survey);
        }

        /** True where the next appointment is one of another look. */
        public boolean isNext() {
            Survey survey = survey();
            return survey != null && survey.isRecorded();
        }

        public String base() {
            return "/desk/procedures/" + view.file().id().value() + "/surveys/" + step.code();
        }

        public boolean isDraw() {
            Survey survey = survey();
            return survey != null && survey.appointment().mode() == Survey.Mode.EXPERT;
        }

        /** Who may be sent: people of the departments that the plan names, apart from the window. */
        public List<Choice> colleagues(Words words) {
            return view.steer().colleagues().stream()
                    .filter(colleague -> !colleague.post().endsWith("/window"))
                    .map(colleague -> Choice.of(
                            colleague.department() + "/" + colleague.id(),
                            words.say("desk.urge.colleague", colleague.name(), events.post(colleague.post(), words))))
                    .toList();
        }

        public List<String> chosen() {
            if (!typed.values("surveyor").isEmpty()) {
                return typed.values("surveyor");
            }
            Survey survey = survey();
            if (survey == null) {
                // Whoever appoints goes himself, mostly.
                return List.of(step.department() + "/" + frame.officer().id());
            }
            return survey.appointment().surveyors().stream()
                    .map(surveyor -> surveyor.department() + "/" + surveyor.staff())
                    .toList();
        }

        public List<String> who(Words words) {
            var who = new ArrayList<String>();
            Survey survey = survey();
            if (survey != null) {
                survey.appointment()
                        .surveyors()
                        .forEach(surveyor -> who.add(events.colleague(surveyor.staff()) + "（"
                                + events.department(surveyor.department(), words) + "）"));
                who.addAll(survey.appointment().people());
            }
            return who;
        }
    }

    /**
     * 整改与复查 of one survey.
     *
     * @param mending what is to be mended of what the last look found, or null
     * @param before what was to be mended before it
     * @param mayGive the officer may give the applicant time to mend what the last look found unmet
     * @param wantsReason that would be beyond what the rules of the house allow: the head says why
     * @param latest the last day that may be set, or null where there is none
     */
    public record Again(
            @Nullable Mending mending,
            List<Mending> before,
            boolean mayGive,
            boolean wantsReason,
            @Nullable LocalDate latest) {
        public Again {
            before = List.copyOf(before);
        }
    }

    /** The experts of one step. */
    public record Seating(
            DeskFrame frame,
            CaseView view,
            EventWords events,
            Step step,
            List<Draw> draws,
            List<String> fields,
            boolean mayDraw,
            Typed typed) {
        public Seating {
            draws = List.copyOf(draws);
            fields = List.copyOf(fields);
        }

        public String base() {
            return "/desk/procedures/" + view.file().id().value() + "/experts/" + step.code();
        }
    }

    /**
     * The hearing of one case, and who must be heard.
     *
     * @param hearing null while none was asked for
     * @param mayHear the officer may write here while nothing is decided
     * @param isChair the officer holds it
     * @param able who may hold it: nobody who examined the case
     * @param requests who asked that another holds it
     * @param isHead the officer decides on those
     */
    public record Hear(
            DeskFrame frame,
            CaseView view,
            EventWords events,
            List<Hearing.Entitled> entitled,
            @Nullable Hearing hearing,
            boolean mayHear,
            boolean isChair,
            List<CaseView.Colleague> able,
            List<ChairRequests.Request> requests,
            boolean isHead,
            LocalDate today,
            Typed typed) {
        public Hear {
            requests = List.copyOf(requests);
            entitled = List.copyOf(entitled);
            able = List.copyOf(able);
        }

        /** True where it was asked for, and its twenty days have gone by. */
        public boolean isOverdue() {
            return hearing != null && hearing.isOverdueOn(view.today());
        }

        /** Who asked, by name; the applicant under his own word. */
        public String asker(ChairRequests.Request request, Words words) {
            return entitled.stream()
                    .filter(each -> each.id().equals(request.entitled()) && each.party())
                    .map(Hearing.Entitled::name)
                    .findFirst()
                    .orElse(words.say("desk.hearing.applicant"));
        }

        /** Who may hold it: nobody who examined the case. */
        public List<Choice> chairs(Words words) {
            return able.stream()
                    .map(colleague -> Choice.of(
                            colleague.id().toString(),
                            words.say("desk.urge.colleague", colleague.name(), events.post(colleague.post(), words))))
                    .toList();
        }

        public String base() {
            return "/desk/procedures/" + view.file().id().value() + "/hearing";
        }

        /** The message key of what the law says of hearing people in this matter. */
        public String lead() {
            if (Hearings.listed(view.item()).isPresent()) {
                return "desk.hearing.lead";
            }
            return isOpen() ? "desk.hearing.by-law" : "desk.hearing.not-listed";
        }

        /** False where no law gives anybody the right to be heard in this way. */
        public boolean isOpen() {
            return Hearings.areOpenTo(view.item());
        }

        /** True where the hearing runs as a step of its own, which is to be begun on a paper. */
        public boolean isStep() {
            return Hearings.listed(view.item()).isPresent();
        }

        public boolean isApplicantTold() {
            return entitled.stream().anyMatch(each -> !each.party());
        }
    }

    /**
     * What other departments were asked and told of a case.
     *
     * @param former how the former department of a transferred item has answered, or null where there is none
     */
    public record Asking(
            DeskFrame frame,
            CaseView view,
            EventWords events,
            List<Question> questions,
            List<Copy> copies,
            boolean mayAsk,
            List<String> askable,
            @Nullable Tally former,
            UUID key,
            Typed typed) {
        public Asking {
            questions = List.copyOf(questions);
            copies = List.copyOf(copies);
            askable = List.copyOf(askable);
        }

        public List<Choice> departments(Words words) {
            return askable.stream()
                    .map(code -> Choice.of(code, events.department(code, words)))
                    .toList();
        }

        public String base() {
            return "/desk/procedures/" + view.file().id().value() + "/questions";
        }
    }

    /** One question, for the department that was asked. */
    public record Answering(
            DeskFrame frame, Line<Question> line, EventWords events, boolean mayAnswer, LocalDate today, Typed typed) {}

    /**
     * One copy, for the department that got it.
     *
     * @param facts what the department needs to know, as it will stand on what is issued
     */
    public record Copied(
            DeskFrame frame, Line<Copy> line, EventWords events, List<Fact> facts, boolean mayConfirm, Typed typed) {
        public Copied {
            facts = List.copyOf(facts);
        }
    }

    /** 专家库, without what is sealed of it. */
    public record Pool(
            DeskFrame frame,
            List<Experts.Entry> experts,
            List<Experts.Entry> left,
            LocalDate today,
            UUID key,
            Typed typed) {
        public Pool {
            experts = List.copyOf(experts);
            left = List.copyOf(left);
        }
    }

    /** 中止预警: what stopped a clock long or repeatedly. */
    public record Halts(DeskFrame frame, LocalDate today, List<Line<Flagged>> lines, EventWords events) {
        public Halts {
            lines = List.copyOf(lines);
        }
    }
}
