package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.hotline.OrderChoices;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.OrderWords;
import org.yimen.hotline.Report;
import org.yimen.hotline.Report.Content;
import org.yimen.hotline.Report.Reporter;
import org.yimen.hotline.WorkOrder.Accused;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.intake.Box;
import org.yimen.intake.Box.Opening;
import org.yimen.intake.Boxes;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.GivesFormBack;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** 意见箱: hung up, opened by two, each paper an order with its scan. */
@Controller
@RequestMapping("/desk/boxes")
public class BoxesController {

    private final Officers officers;
    private final Boxes boxes;
    private final OrderTypes types;
    private final OrderWords events;
    private final Directory directory;
    private final StepUp stepUp;
    private final InstantSource time;

    BoxesController(
            Officers officers,
            Boxes boxes,
            OrderTypes types,
            OrderWords events,
            Directory directory,
            StepUp stepUp,
            InstantSource time) {
        this.officers = officers;
        this.boxes = boxes;
        this.types = types;
        this.events = events;
        this.directory = directory;
        this.stepUp = stepUp;
        this.time = time;
    }

    @GetMapping
    ModelAndView show(@AuthenticationPrincipal StaffMember staff) {
        return list(opening(staff), Map.of(), null, HttpStatus.OK);
    }

    @GivesFormBack
    @PostMapping
    ModelAndView place(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "") String days) {
        Officer officer = opening(staff);
        try {
            boxes.place(officer, code.strip(), place, number(days));
            return Page.goTo("/desk/boxes");
        } catch (RuleBroken refusal) {
            return list(
                    officer,
                    Map.of("code", code, "place", place, "days", days),
                    refusal,
                    HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** The key of the form is the opening's own: sent twice, the box was opened once. */
    @PostMapping("/open")
    ModelAndView open(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String box,
            @RequestParam(defaultValue = "") String papers) {
        Officer officer = opening(staff);
        try {
            boxes.open(officer, key, box, number(papers));
            return Page.goTo("/desk/boxes/" + key);
        } catch (RuleBroken refusal) {
            return list(officer, Map.of("box", box, "papers", papers), refusal, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/{id}")
    ModelAndView one(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean done) {
        return one(opening(staff), id, Map.of(), null, done, HttpStatus.OK);
    }

    /** 第二人确认: in his own session, proven once more. */
    @PostMapping("/{id}/confirm")
    ModelAndView confirm(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String papers,
            HttpServletRequest request) {
        Officer officer = opening(staff);
        found(id);
        stepUp.demand(request);
        try {
            boxes.confirm(officer, id, number(papers));
            return Page.goTo("/desk/boxes/" + id);
        } catch (RuleBroken refusal) {
            return one(officer, id, Map.of("papers", papers), refusal, false, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/{id}/recount")
    ModelAndView recount(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String papers) {
        Officer officer = opening(staff);
        found(id);
        try {
            boxes.recount(officer, id, number(papers));
            return Page.goTo("/desk/boxes/" + id);
        } catch (RuleBroken refusal) {
            return one(officer, id, Map.of("papers", papers), refusal, false, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GivesFormBack
    @PostMapping("/{id}/papers")
    ModelAndView paper(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam MultiValueMap<String, String> typed,
            @RequestParam(required = false) @Nullable MultipartFile file)
            throws IOException {
        Officer officer = opening(staff);
        found(id);
        var values = new HashMap<String, String>();
        typed.forEach((field, given) ->
                values.put(field, given.isEmpty() ? "" : given.getFirst().strip()));
        String name = values.getOrDefault("name", "");
        String phone = values.getOrDefault("phone", "");
        String department = values.getOrDefault("department", "");
        var report = new Report(
                values.getOrDefault("type", ""),
                values.getOrDefault("topic", ""),
                department.isEmpty() ? null : new Accused(department, null, null),
                false,
                new Content(values.getOrDefault("text", ""), "", values.getOrDefault("place", "")),
                name.isEmpty() && phone.isEmpty() ? null : new Reporter(name, phone, null, null));
        try {
            boxes.register(
                    officer,
                    officer.posts().stream().sorted().findFirst().orElse(""),
                    id,
                    report,
                    file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                    file == null ? new byte[0] : file.getBytes(),
                    key.value());
            return Page.goTo("/desk/boxes/" + id + "?done=true");
        } catch (RuleBroken refusal) {
            return one(officer, id, values, refusal, false, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private Officer opening(StaffMember staff) {
        Officer officer = officers.of(staff);
        if (!boxes.mayOpen(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
        return officer;
    }

    private Opening found(UUID id) {
        return boxes.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView list(
            Officer officer, Map<String, String> values, @Nullable RuleBroken refusal, HttpStatus status) {
        return Page.show(
                "desk/boxes",
                new BoxesPage(
                        officers.frame(officer, DeskArea.ORDERS.href()),
                        boxes.all(),
                        boxes.openings(),
                        events,
                        CityTime.day(time.instant()),
                        values,
                        refusal,
                        UUID.randomUUID().toString()),
                status);
    }

    private ModelAndView one(
            Officer officer,
            UUID id,
            Map<String, String> values,
            @Nullable RuleBroken refusal,
            boolean done,
            HttpStatus status) {
        return Page.show(
                "desk/box",
                new BoxPage(
                        officers.frame(officer, DeskArea.ORDERS.href()),
                        found(id),
                        boxes.papers(id),
                        types,
                        directory.departments(),
                        events,
                        values,
                        refusal,
                        done,
                        UUID.randomUUID().toString()),
                status);
    }

    /** What is no number is refused like one that is too large. */
    private static int number(String typed) {
        return typed.strip().matches("\\d{1,4}") ? Integer.parseInt(typed.strip()) : -1;
    }

    /** All boxes, and when each was opened. */
    public record BoxesPage(
            DeskFrame frame,
            List<Box> boxes,
            List<Opening> openings,
            OrderWords events,
            LocalDate today,
            Map<String, String> values,
            @Nullable RuleBroken refusal,
            String key) {

        public BoxesPage {
            boxes = List.copyOf(boxes);
            openings = List.copyOf(openings);
            values = Map.copyOf(values);
        }

        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        public boolean due(Box box) {
            return !box.dueOn().isAfter(today);
        }

        public List<Option> choices(Words words) {
            return Option.orNone(
                    words.say("hotline.field.choose"),
                    boxes.stream().map(each -> Option.of(each.code(), each.code() + " · " + each.place())));
        }
    }

    /** One opening: its second person, its papers. */
    public record BoxPage(
            DeskFrame frame,
            Opening opening,
            List<Box.Paper> papers,
            OrderTypes types,
            List<Department> departments,
            OrderWords events,
            Map<String, String> values,
            @Nullable RuleBroken refusal,
            boolean done,
            String key) {

        public BoxPage {
            papers = List.copyOf(papers);
            departments = List.copyOf(departments);
            values = Map.copyOf(values);
        }

        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        public String base() {
            return "/desk/boxes/" + opening.id();
        }

        /** True before him who opened it. */
        public boolean first() {
            return opening.first().equals(frame.officer().id());
        }

        public List<Option> kinds(Words words) {
            return OrderChoices.types(types.openTo(false), words);
        }

        public List<Option> about(Words words) {
            return OrderChoices.topics(types.topics(), words);
        }

        public List<Option> accused(Words words) {
            return OrderChoices.departments(departments, "hotline.field.nobody", words);
        }
    }
}
