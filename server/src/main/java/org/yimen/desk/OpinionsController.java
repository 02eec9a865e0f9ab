package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
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
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.hotline.OrderChoices;
import org.yimen.hotline.OrderTypes;
import org.yimen.hotline.OrderWords;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.intake.Opinion;
import org.yimen.intake.OpinionRules;
import org.yimen.intake.Opinions;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Choice;
import org.yimen.platform.ui.Option;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.GivesFormBack;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** 舆情台账: what is found, seen again, and answered in public. */
@Controller
@RequestMapping("/desk/opinions")
public class OpinionsController {

    private final Officers officers;
    private final Opinions opinions;
    private final OrderTypes types;
    private final OrderWords events;
    private final Directory directory;
    private final StepUp stepUp;
    private final InstantSource time;

    OpinionsController(
            Officers officers,
            Opinions opinions,
            OrderTypes types,
            OrderWords events,
            Directory directory,
            StepUp stepUp,
            InstantSource time) {
        this.officers = officers;
        this.opinions = opinions;
        this.types = types;
        this.events = events;
        this.directory = directory;
        this.stepUp = stepUp;
        this.time = time;
    }

    @GetMapping
    ModelAndView show(@AuthenticationPrincipal StaffMember staff) {
        return list(keeping(staff), Map.of(), List.of(), null, HttpStatus.OK);
    }

    @GivesFormBack
    @PostMapping
    ModelAndView find(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam FormKey key,
            @RequestParam MultiValueMap<String, String> typed) {
        Officer officer = keeping(staff);
        var values = new HashMap<String, String>();
        typed.forEach((field, given) ->
                values.put(field, given.isEmpty() ? "" : given.getFirst().strip()));
        List<String> departments = typed.getOrDefault("departments", List.of());
        try {
            UUID order = opinions.find(
                    officer,
                    officer.posts().stream().sorted().findFirst().orElse(""),
                    new Opinions.Found(
                            values.getOrDefault("title", ""),
                            values.getOrDefault("source", ""),
                            values.getOrDefault("link", ""),
                            level(values.getOrDefault("level", "")),
                            values.getOrDefault("topic", ""),
                            values.getOrDefault("text", ""),
                            directory.departments().stream()
                                    .map(Department::code)
                                    .filter(departments::contains)
                                    .toList()),
                    key.value());
            return Page.goTo("/desk/opinions/" + order);
        } catch (RuleBroken refusal) {
            return list(officer, values, departments, refusal, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/{id}")
    ModelAndView one(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        return one(keeping(staff), id, "", null, HttpStatus.OK);
    }

    /** The key of the form is the sighting's own: sent twice, it was seen once. */
    @PostMapping("/{id}/again")
    ModelAndView again(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String source) {
        Officer officer = keeping(staff);
        found(id);
        try {
            opinions.seenAgain(officer, id, source, key);
            return Page.goTo("/desk/opinions/" + id);
        } catch (RuleBroken refusal) {
            return one(officer, id, "", refusal, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/{id}/publish")
    ModelAndView publish(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String answer,
            HttpServletRequest request) {
        Officer officer = keeping(staff);
        found(id);
        stepUp.demand(request);
        try {
            opinions.publish(officer, id, answer);
            return Page.goTo("/desk/opinions/" + id);
        } catch (RuleBroken refusal) {
            return one(officer, id, answer, refusal, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private Officer keeping(StaffMember staff) {
        Officer officer = officers.of(staff);
        if (!opinions.keeps(officer)) {
            throw new AccessDeniedException("Not open to this post");
        }
        return officer;
    }

    private Opinion found(UUID id) {
        return opinions.of(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private int level(String code) {
        return IntStream.range(0, opinions.rules().levels().size())
                .filter(index -> opinions.rules().level(index).code().equals(code))
                .findFirst()
                .orElse(-1);
    }

    private ModelAndView list(
            Officer officer,
            Map<String, String> values,
            List<String> departments,
            @Nullable RuleBroken refusal,
            HttpStatus status) {
        return Page.show(
                "desk/opinions",
                new OpinionsPage(
                        officers.frame(officer, DeskArea.ORDERS.href()),
                        opinions.all(),
                        opinions.finds(officer),
                        opinions.rules(),
                        types,
                        directory.departments(),
                        events,
                        time.instant(),
                        values,
                        departments,
                        refusal,
                        UUID.randomUUID().toString()),
                status);
    }

    private ModelAndView one(Officer officer, UUID id, String answer, @Nullable RuleBroken refusal, HttpStatus status) {
        return Page.show(
                "desk/opinion",
                new OpinionPage(
                        officers.frame(officer, DeskArea.ORDERS.href()),
                        found(id),
                        opinions.rules(),
                        events,
                        time.instant(),
                        answer,
                        refusal,
                        UUID.randomUUID().toString()),
                status);
    }

    /** The register, with the form of a new entry. */
    public record OpinionsPage(
            DeskFrame frame,
            List<Opinion> opinions,
            boolean finds,
            OpinionRules rules,
            OrderTypes types,
            List<Department> departments,
            OrderWords events,
            Instant now,
            Map<String, String> values,
            List<String> chosen,
            @Nullable RuleBroken refusal,
            String key) {

        public OpinionsPage {
            opinions = List.copyOf(opinions);
            departments = List.copyOf(departments);
            values = Map.copyOf(values);
            chosen = List.copyOf(chosen);
        }

        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        public List<Option> levels(Words words) {
            return rules.levels().stream()
                    .map(each ->
                            Option.of(each.code(), words.say("intake.opinions.level-hours", each.name(), each.hours())))
                    .toList();
        }

        public List<Option> topics(Words words) {
            return OrderChoices.topics(types.topics(), words);
        }

        public List<Choice> units(Words words) {
            return departments.stream()
                    .map(each -> Choice.of(each.code(), words.text(each.shortName())))
                    .toList();
        }
    }

    /** One issue. */
    public record OpinionPage(
            DeskFrame frame,
            Opinion opinion,
            OpinionRules rules,
            OrderWords events,
            Instant now,
            String answer,
            @Nullable RuleBroken refusal,
            String key) {

        public String base() {
            return "/desk/opinions/" + opinion.order();
        }
    }
}
