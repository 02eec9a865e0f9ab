package org.yimen.console;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.console.Registers.Sent;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Administrator;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Dismissals;
import org.yimen.organisation.Nominations;
import org.yimen.organisation.Post;
import org.yimen.organisation.Posting;
import org.yimen.organisation.StaffDesk;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 岗位与AB角: who sits on which post as A or B, and who has its work now. */
@Controller
class PostsController {

    private static final String KEY = "console.posts";
    private static final String HREF = ConsoleArea.POSTS.href();

    private final Administrators administrators;
    private final Registers registers;
    private final Directory directory;
    private final StaffDesk desk;
    private final Nominations nominations;
    private final Dismissals dismissals;
    private final StepUp stepUp;

    PostsController(
            Administrators administrators,
            Registers registers,
            Directory directory,
            StaffDesk desk,
            Nominations nominations,
            Dismissals dismissals,
            StepUp stepUp) {
        this.administrators = administrators;
        this.registers = registers;
        this.directory = directory;
        this.desk = desk;
        this.nominations = nominations;
        this.dismissals = dismissals;
        this.stepUp = stepUp;
    }

    @GetMapping("/console/security/posts")
    ModelAndView posts(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return page(staff, done, Sent.NOTHING);
    }

    @PostMapping("/console/security/posts")
    ModelAndView appoint(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        var typed = new Typed(fields);
        try {
            var posting = new Posting(
                    staff.region(),
                    typed.needed("post"),
                    typed.id("person"),
                    typed.needed("ab").equals("B"),
                    typed.date("from"),
                    typed.maybeDate("until").orElse(null),
                    typed.maybe("area").orElse(null));
            stepUp.demand(request);
            if (nominations.isNeededFor(posting.region(), posting.post())) {
                nominations.propose(staff.staffId(), typed.id("key"), posting, typed.needed("reason"));
                return Page.goTo(ConsentsController.PROPOSED);
            }
            desk.appoint(staff.staffId(), posting);
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return page(staff, "", Sent.refused(typed, refusal, "post"));
        }
    }

    @PostMapping("/console/security/posts/open")
    ModelAndView open(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        var typed = new Typed(fields);
        try {
            var post = new Post(
                    staff.region(),
                    typed.needed("department"),
                    typed.needed("role"),
                    new Text(typed.needed("name"), typed.maybe("name-en").orElse(null)),
                    typed.needed("sees"));
            stepUp.demand(request);
            desk.open(staff.staffId(), post);
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return page(staff, "", Sent.refused(typed, refusal, "role"));
        }
    }

    /** Ends a posting at once, or proposes it where the post is weighty. */
    @PostMapping("/console/security/posts/end")
    ModelAndView end(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        var typed = new Typed(fields);
        try {
            String which = typed.maybe("posting")
                    .orElseGet(() -> which(typed.text("post"), typed.text("person"), typed.text("from")));
            Posting posting = directory.postings(staff.region()).stream()
                    .filter(each -> which(each).equals(which))
                    .findFirst()
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
            boolean takesTwo = directory.endsByTwo(posting.region(), posting.post());
            String reason = takesTwo ? typed.needed("why") : "";
            stepUp.demand(request);
            if (takesTwo) {
                dismissals.proposeEnd(staff.staffId(), typed.id("key"), posting, reason);
                return Page.goTo(ConsentsController.PROPOSED);
            }
            desk.end(staff.staffId(), posting, registers.today().minusDays(1));
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return page(staff, "", Sent.refused(typed, refusal, "post"));
        }
    }

    private ModelAndView page(StaffMember staff, String done, Sent sent) {
        ConsoleFrame frame = administrators.frame(staff, ConsoleArea.POSTS);
        String region = frame.officer().region();
        List<Pick> posts = directory.posts(region).stream()
                .filter(post -> !Administrator.isNominated(post.code()))
                .map(post -> new Pick(post.code(), registers.postWithDepartment(region, post.code())))
                .toList();
        List<Pick> areas = Stream.concat(
                        Stream.of(new Pick("", Sheet.say(KEY + ".area-whole"))),
                        directory.areas(region).stream().map(area -> new Pick(area.code(), Sheet.data(area.name()))))
                .toList();
        var appoint = new Sheet.Fields(KEY, sent.typed())
                .select("post", posts)
                .select("person", registers.people(region))
                .select(
                        "ab",
                        List.of(
                                new Pick("A", Sheet.say("console.register.a")),
                                new Pick("B", Sheet.say("console.register.b"))))
                .select("area", areas)
                .date("from")
                .date("until")
                .hinted(Sheet.Kind.TEXT, "reason")
                .hidden("key", Registers.key(sent));
        var open = new Sheet.Fields(KEY, sent.typed())
                .select("department", registers.departments())
                .hinted(Sheet.Kind.TEXT, "role")
                .text("name")
                .text("name-en")
                .select("sees", registers.units(region));
        var end = new Sheet.Fields(KEY, sent.typed())
                .select("posting", weighty(frame))
                .text("why")
                .hidden("key", Registers.key(sent));
        return registers.show(
                frame,
                KEY,
                done,
                sent,
                registers.posts(region, posting -> ends(frame, posting)),
                new Sheet.Form(KEY + ".appoint", null, HREF, appoint.list(), KEY + ".appoint-do", false),
                new Sheet.Form(KEY + ".open", null, HREF + "/open", open.list(), KEY + ".open-do", false),
                new Sheet.Form(
                        KEY + ".dismiss",
                        KEY + ".dismiss-lead",
                        HREF + "/end",
                        end.list(),
                        KEY + ".dismiss-do",
                        false));
    }

    /** The postings of weight that have not ended, but for his own. */
    private List<Pick> weighty(ConsoleFrame frame) {
        String region = frame.officer().region();
        LocalDate today = registers.today();
        return directory.postings(region).stream()
                .filter(posting -> {
                    LocalDate until = posting.until();
                    return until == null || !until.isBefore(today);
                })
                .filter(posting -> directory.endsByTwo(region, posting.post()))
                .filter(posting -> !posting.staff().equals(frame.officer().id()))
                .map(posting -> new Pick(
                        which(posting),
                        Sheet.list(List.of(
                                registers.person(posting.staff()),
                                registers.postWithDepartment(region, posting.post())))))
                .toList();
    }

    private static String which(Posting posting) {
        return which(posting.post(), posting.staff().toString(), posting.from().toString());
    }

    private static String which(String post, String person, String from) {
        return post + " " + person + " " + from;
    }

    private List<Sheet.Button> ends(ConsoleFrame frame, Posting posting) {
        return posting.staff().equals(frame.officer().id()) || directory.endsByTwo(posting.region(), posting.post())
                ? List.of()
                : List.of(new Sheet.Button(
                        KEY + ".end",
                        HREF + "/end",
                        Map.of(
                                "post", posting.post(),
                                "person", posting.staff().toString(),
                                "from", posting.from().toString()),
                        registers.person(posting.staff()),
                        true));
    }
}
