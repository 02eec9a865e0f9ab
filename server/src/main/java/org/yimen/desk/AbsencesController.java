package org.yimen.desk;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Absence;
import org.yimen.organisation.Absence.Half;
import org.yimen.organisation.Absences;
import org.yimen.organisation.Cover;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.organisation.Staff;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 离岗与AB角: who is away, who has his work meanwhile, and saying so oneself. */
@Controller
class AbsencesController {

    private static final String KEY = "desk.absences";
    private static final String HREF = DeskArea.ABSENCES.href();

    private final Officers officers;
    private final Absences absences;
    private final Directory directory;
    private final InstantSource time;

    AbsencesController(Officers officers, Absences absences, Directory directory, InstantSource time) {
        this.officers = officers;
        this.absences = absences;
        this.directory = directory;
        this.time = time;
    }

    @GetMapping("/desk/absences")
    ModelAndView list(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return page(staff, done, Map.of(), null);
    }

    /** From the first half day to the last, both included. */
    @PostMapping("/desk/absences")
    ModelAndView enter(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        officers.in(DeskArea.ABSENCES, staff);
        var typed = new Typed(fields);
        try {
            LocalDate from = typed.date("from");
            LocalDate until = typed.date("until");
            absences.enter(
                    staff.staffId(),
                    typed.id("person"),
                    typed.constant("from-half", Half.class).start(from),
                    typed.constant("until-half", Half.class).end(until),
                    typed.needed("reason"));
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return page(staff, "", fields, Sheet.Refusal.of(refusal, Typed.fieldOf(refusal, "from")));
        }
    }

    /** Back earlier than entered. */
    @PostMapping("/desk/absences/end")
    ModelAndView end(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        officers.in(DeskArea.ABSENCES, staff);
        try {
            absences.end(staff.staffId(), new Typed(fields).id("absence"));
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return page(staff, "", Map.of(), Sheet.Refusal.of(refusal, "from"));
        }
    }

    private ModelAndView page(
            StaffMember staff, String done, Map<String, List<String>> typed, Sheet.@Nullable Refusal refusal) {
        Officer officer = officers.in(DeskArea.ABSENCES, staff);
        var now = time.instant();
        List<Sheet.Row> rows = directory.absences(officer.region()).stream()
                .filter(absence -> now.isBefore(absence.back()))
                .filter(absence ->
                        officer.holdsAny("supervisor") || absences.maySpeakFor(officer.id(), absence.staff()))
                .map(absence -> row(officer, absence))
                .toList();
        List<Pick> people = directory.everybody(officer.region()).stream()
                .filter(person -> absences.maySpeakFor(officer.id(), person.id()))
                .filter(person ->
                        !directory.appointee(person.id(), CityTime.day(now)).hasNoPost())
                .map(person -> new Pick(person.id().toString(), Sheet.plain(person.name())))
                .toList();
        List<Pick> halves = Stream.of(Half.values())
                .map(half ->
                        new Pick(half.name(), Sheet.say(KEY + "." + half.name().toLowerCase(Locale.ROOT))))
                .toList();
        var form = new Sheet.Fields(KEY, typed)
                .select("person", people)
                .date("from")
                .select("from-half", halves)
                .date("until")
                .select("until-half", halves.reversed())
                .text("reason");
        var sheet = new Sheet(
                KEY,
                done.isEmpty() ? null : Sheet.say(KEY + ".done"),
                refusal,
                List.of(
                        covers(officer),
                        new Sheet.Table(
                                KEY + ".list",
                                List.of(KEY + ".person", KEY + ".period", KEY + ".reason", KEY + ".now"),
                                rows,
                                KEY + ".empty"),
                        new Sheet.Form(KEY + ".form", KEY + ".form-lead", HREF, form.list(), KEY + ".do", false)));
        return Page.show(
                "desk/sheet",
                new DeskSheet(officers.frame(officer, HREF), sheet),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** The posts of those who are away, and who has their work. */
    private Sheet.Table covers(Officer officer) {
        boolean all = officer.watchesAll();
        return new Sheet.Table(
                KEY + ".covers",
                List.of(KEY + ".post", KEY + ".away", KEY + ".acting", KEY + ".now"),
                directory.covers(officer.region(), time.instant()).stream()
                        .filter(cover -> all
                                || cover.acting().contains(officer.id())
                                || cover.away().contains(officer.id())
                                || officer.holds(
                                        cover.post().substring(0, cover.post().indexOf('/')) + "/head"))
                        .map(this::row)
                        .toList(),
                KEY + ".covers-empty");
    }

    private Sheet.Row row(Cover cover) {
        String state = switch (cover.standing()) {
            case FIRST -> "first";
            case STAND_IN -> "stand-in";
            case NOBODY -> "nobody";
        };
        String mark = switch (cover.standing()) {
            case FIRST -> "ok";
            case STAND_IN -> "soon";
            case NOBODY -> "late";
        };
        return Sheet.row(
                Sheet.cell(Sheet.data(directory
                                .post(cover.region(), cover.post())
                                .map(post -> post.name())
                                .orElseGet(() -> Text.of(cover.post()))))
                        .over(Sheet.cell(Sheet.plain(cover.post()))),
                Sheet.cell(names(cover.away())),
                Sheet.cell(names(cover.acting())),
                Sheet.cell(Sheet.say(KEY + ".standing-" + state)).marked(mark));
    }

    private Sheet.Said names(List<UUID> people) {
        return people.isEmpty()
                ? Sheet.plain("—")
                : Sheet.plain(String.join(
                        " ",
                        people.stream().map(directory::staff).map(Staff::name).toList()));
    }

    private Sheet.Row row(Officer officer, Absence absence) {
        boolean lasts = absence.lastsAt(time.instant());
        boolean speaks = absences.maySpeakFor(officer.id(), absence.staff());
        return new Sheet.Row(
                List.of(
                        Sheet.cell(Sheet.plain(directory.staff(absence.staff()).name())),
                        Sheet.cell(Sheet.say(KEY + ".moments", absence.from(), absence.back())),
                        Sheet.cell(Sheet.data(absence.reason())),
                        Sheet.cell(Sheet.say(KEY + (lasts ? ".lasts" : ".to-come")))
                                .marked(lasts ? "soon" : "ok")),
                speaks
                        ? List.of(new Sheet.Button(
                                KEY + ".end",
                                HREF + "/end",
                                Map.of("absence", absence.id().toString()),
                                Sheet.plain(directory.staff(absence.staff()).name()),
                                false))
                        : List.of());
    }
}
