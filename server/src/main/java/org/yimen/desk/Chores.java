package org.yimen.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yimen.evaluation.Outing;
import org.yimen.evaluation.Outings;
import org.yimen.knowledge.Article;
import org.yimen.knowledge.Articles;
import org.yimen.knowledge.AskedQuestions;
import org.yimen.knowledge.KnowledgeRights;
import org.yimen.knowledge.Question;
import org.yimen.organisation.Officer;
import org.yimen.phone.DutyRoster;
import org.yimen.phone.DutyWeek.Span;
import org.yimen.phone.PhoneCall;
import org.yimen.phone.PhoneRights;
import org.yimen.phone.Switchboard;
import org.yimen.platform.CityTime;

/** 热线、知识与评价待办: what phones, the knowledge base and looks from outside ask of an officer, beside his cases. */
@Component
public class Chores {

    private final PhoneRights phones;
    private final Switchboard switchboard;
    private final DutyRoster roster;
    private final KnowledgeRights rights;
    private final AskedQuestions questions;
    private final Articles articles;
    private final Outings outings;
    private final InstantSource time;

    Chores(
            PhoneRights phones,
            Switchboard switchboard,
            DutyRoster roster,
            KnowledgeRights rights,
            AskedQuestions questions,
            Articles articles,
            Outings outings,
            InstantSource time) {
        this.phones = phones;
        this.switchboard = switchboard;
        this.roster = roster;
        this.rights = rights;
        this.questions = questions;
        this.articles = articles;
        this.outings = outings;
        this.time = time;
    }

    /**
     * One kind of thing that waits.
     *
     * @param what the last part of the key of its words, which say how many
     * @param dueOn the nearest day, or null where it is at once
     */
    public record Chore(String what, int count, @Nullable LocalDate dueOn, boolean late, String href) {}

    List<Chore> of(Officer officer) {
        Instant now = time.instant();
        LocalDate today = CityTime.day(now);
        var chores = new ArrayList<Chore>();
        if (phones.mayAnswer(officer)) {
            List<PhoneCall> missed = switchboard.missed();
            if (!missed.isEmpty()) {
                Instant due = missed.getFirst().backDueAt();
                chores.add(new Chore(
                        "calls",
                        missed.size(),
                        due == null ? null : CityTime.day(due),
                        missed.getFirst().isLate(now),
                        DeskArea.PHONE.href()));
            }
        }
        if (phones.mayRoster(officer)) {
            List<Span> gaps = roster.week().gaps();
            if (!gaps.isEmpty()) {
                Instant first = gaps.getFirst().from();
                chores.add(new Chore(
                        "roster", gaps.size(), CityTime.day(first), !first.isAfter(now), "/desk/phone/roster"));
            }
        }
        List<String> departments = rights.writesFor(officer);
        List<Question> open = questions.open(departments);
        if (!open.isEmpty()) {
            LocalDate due = open.getFirst().dueOn();
            chores.add(new Chore(
                    "questions", open.size(), due, due != null && due.isBefore(today), DeskArea.KNOWLEDGE.href()));
        }
        List<Article> waiting = articles.toApprove(officer);
        if (!waiting.isEmpty()) {
            chores.add(new Chore("articles", waiting.size(), null, false, DeskArea.KNOWLEDGE.href()));
        }
        // Whoever watches over the centre has no inbox: he finds it above what is overdue.
        if (!officer.watchesAll()) {
            chores.addAll(releases(officer));
        }
        return List.copyOf(chores);
    }

    /** 社会评价: reports that nobody has released, with the day of the oldest; at most one line. */
    List<Chore> releases(Officer officer) {
        List<Outing> waiting = outings.toRelease(officer);
        if (waiting.isEmpty()) {
            return List.of();
        }
        LocalDate due = outings.dueOn(waiting.getFirst());
        boolean late = due.isBefore(CityTime.day(time.instant()));
        return List.of(new Chore("releases", waiting.size(), due, late, DeskArea.EVALUATIONS.href()));
    }
}
