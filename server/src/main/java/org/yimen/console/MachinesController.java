package org.yimen.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.audit.AuditLog;
import org.yimen.console.MachinePage.SignInForm;
import org.yimen.exchange.MachineDesk;
import org.yimen.exchange.MachineDesk.Wish;
import org.yimen.exchange.Subscription;
import org.yimen.exchange.Webhooks;
import org.yimen.identity.Machine;
import org.yimen.identity.Machines;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.RelyingParty;
import org.yimen.identity.RelyingParty.Audience;
import org.yimen.identity.Scope;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Proposal;
import org.yimen.organisation.Proposals;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 系统账号: two security administrators let other systems in, one shuts them out. */
@Controller
class MachinesController {

    private static final String LIST = "/console/security/machines";
    private static final Pattern CLIENT = Pattern.compile("m-[0-9a-f]{12}");
    private static final int LONGEST_NAME = 60;
    private static final int MOST_POSTS = 20;
    private static final int MOST_ADDRESSES = 10;

    private final Administrators administrators;
    private final Machines machines;
    private final MachineDesk desk;
    private final Webhooks webhooks;
    private final RelyingParties parties;
    private final Directory directory;
    private final Registers registers;
    private final Proposals proposals;
    private final StepUp stepUp;

    MachinesController(
            Administrators administrators,
            Registers registers,
            Proposals proposals,
            StepUp stepUp,
            Machines machines,
            MachineDesk desk,
            Webhooks webhooks,
            RelyingParties parties,
            Directory directory) {
        this.registers = registers;
        this.proposals = proposals;
        this.stepUp = stepUp;
        this.parties = parties;
        this.administrators = administrators;
        this.machines = machines;
        this.desk = desk;
        this.webhooks = webhooks;
        this.directory = directory;
    }

    @GetMapping(LIST)
    ModelAndView list(@AuthenticationPrincipal StaffMember staff) {
        return list(staff, MachinesPage.Form.empty(machines.newClientId()), HttpStatus.OK);
    }

    /** Proposes a machine and shows its secret, this once. The form carries its key, so a repeat proposes no second one. */
    @PostMapping(LIST)
    ModelAndView register(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        administrators.in(ConsoleArea.MACHINES, staff);
        var typed = new Typed(fields);
        var form = checked(staff, typed);
        if (!form.errors().isEmpty()) {
            return list(staff, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        stepUp.demand(request);
        var wish = new Wish(
                form.client(), form.name(), form.department(), Set.copyOf(form.posts()), scopes(form.scopes()));
        try {
            Optional<String> secret = desk.propose(staff.staffId(), UUID.fromString(form.key()), wish, form.reason());
            return ConsentsController.proposed(request.getSession(), secret.orElse(null));
        } catch (RuleBroken refusal) {
            return list(staff, form.with("reason", refusal.code()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping(LIST + "/{client}")
    ModelAndView show(@AuthenticationPrincipal StaffMember staff, @PathVariable String client) {
        return show(staff, machine(staff, client));
    }

    /** Proposes a new secret; until the second word the old one holds. */
    @PostMapping(LIST + "/{client}/secret")
    ModelAndView rotate(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable String client,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        Machine machine = machine(staff, client);
        var typed = new Typed(fields);
        stepUp.demand(request);
        try {
            Optional<String> secret =
                    desk.proposeSecret(staff.staffId(), typed.id("key"), machine, typed.needed("reason"));
            return ConsentsController.proposed(request.getSession(), secret.orElse(null));
        } catch (RuleBroken refusal) {
            return refused(staff, machine, "secret", refusal);
        }
    }

    /** Shuts it out at once; letting it in again needs the second word. */
    @PostMapping(LIST + "/{client}/state")
    ModelAndView suspend(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable String client,
            @RequestParam(defaultValue = "false") boolean suspended,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        Machine machine = machine(staff, client);
        stepUp.demand(request);
        if (suspended) {
            machines.suspend(machine.region(), client, true, staff.staffId().toString());
            return goTo(LIST + "/" + client);
        }
        var typed = new Typed(fields);
        try {
            desk.proposeResumption(staff.staffId(), typed.id("key"), machine, typed.text("reason"));
            return ConsentsController.proposed(request.getSession(), null);
        } catch (RuleBroken refusal) {
            return refused(staff, machine, "state", refusal);
        }
    }

    /** Takes scopes away at once; more of them need the second word. */
    @PostMapping(LIST + "/{client}/scopes")
    ModelAndView grant(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable String client,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        Machine machine = machine(staff, client);
        var typed = new Typed(fields);
        stepUp.demand(request);
        try {
            boolean waits = desk.changeScopes(
                    staff.staffId(), typed.id("key"), machine, scopes(typed.all("scope")), typed.text("reason"));
            return waits ? ConsentsController.proposed(request.getSession(), null) : goTo(LIST + "/" + client);
        } catch (RuleBroken refusal) {
            return refused(staff, machine, "scopes", refusal);
        }
    }

    /** Less of the sign-in holds at once, nothing of it where no address is left; more needs the second word. */
    @PostMapping(LIST + "/{client}/sign-in")
    ModelAndView signIn(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable String client,
            @RequestParam(defaultValue = "") String audience,
            @RequestParam(defaultValue = "") String redirects,
            @RequestParam(name = "real-name", defaultValue = "false") boolean realName,
            @RequestParam MultiValueMap<String, String> fields,
            HttpServletRequest request) {
        Machine machine = machine(staff, client);
        Set<String> addresses = redirects
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toSet());
        var form = new SignInForm(audience, redirects, realName);
        if (addresses.size() > MOST_ADDRESSES
                || addresses.stream().anyMatch(AuditLog::holdsPersonalNumber)
                || !addresses.stream().allMatch(parties::mayLeadTo)) {
            var error = Map.of("redirects", "console.machines.redirects-wrong");
            return show(staff, machine, form, error, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        stepUp.demand(request);
        Audience side = audience.equals(Audience.STAFF.name()) ? Audience.STAFF : Audience.CITIZENS;
        var wanted = new RelyingParty(machine.region(), client, machine.name(), side, addresses, realName);
        var typed = new Typed(fields);
        try {
            boolean waits = desk.changeSignIn(staff.staffId(), typed.id("key"), wanted, typed.text("reason"));
            return waits ? ConsentsController.proposed(request.getSession(), null) : goTo(LIST + "/" + client);
        } catch (RuleBroken refusal) {
            var error = Map.of("sign-in", refusal.code());
            return show(staff, machine, form, error, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /** Tries a webhook again at once. */
    @PostMapping(LIST + "/{client}/webhooks/{id}")
    ModelAndView redeliver(
            @AuthenticationPrincipal StaffMember staff, @PathVariable String client, @PathVariable UUID id) {
        Machine machine = machine(staff, client);
        Subscription subscription = webhooks.of(machine).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        webhooks.again(subscription, null, staff.staffId().toString());
        return goTo(LIST + "/" + client);
    }

    private ModelAndView list(StaffMember staff, MachinesPage.Form form, HttpStatus status) {
        var page = new MachinesPage(
                administrators.frame(staff, ConsoleArea.MACHINES),
                machines.all(staff.region()),
                departments(staff),
                directory.posts(staff.region()).stream()
                        .filter(post -> desk.mayHold(staff.region(), post.code()))
                        .map(post ->
                                new Sheet.Pick(post.code(), registers.postWithDepartment(staff.region(), post.code())))
                        .toList(),
                form);
        return Page.show("console/machines", page, status);
    }

    private ModelAndView show(StaffMember staff, Machine machine) {
        return show(staff, machine, registered(machine), Map.of(), HttpStatus.OK);
    }

    private SignInForm registered(Machine machine) {
        return SignInForm.of(
                parties.registered(machine.region(), machine.clientId()).orElse(null));
    }

    private ModelAndView refused(StaffMember staff, Machine machine, String part, RuleBroken refusal) {
        return show(
                staff, machine, registered(machine), Map.of(part, refusal.code()), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ModelAndView show(
            StaffMember staff, Machine machine, SignInForm signIn, Map<String, String> errors, HttpStatus status) {
        var page = new MachinePage(
                administrators.frame(staff, ConsoleArea.MACHINES),
                machine,
                directory.officer(machine.staffId(), administrators.today()).everywhere().posts().stream()
                        .sorted()
                        .map(post -> registers.postWithDepartment(staff.region(), post))
                        .toList(),
                webhooks.of(machine),
                signIn,
                proposals.waiting(machine.region(), machine.clientId()).stream()
                        .map(Proposal::kind)
                        .toList(),
                errors);
        return Page.show("console/machine", page, status);
    }

    private MachinesPage.Form checked(StaffMember staff, Typed typed) {
        Map<String, String> errors = new LinkedHashMap<>();
        String called = typed.text("name").strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME || called.chars().anyMatch(Character::isISOControl)) {
            errors.put("name", "console.machines.name-wrong");
        } else if (AuditLog.holdsPersonalNumber(called)) {
            errors.put("name", "organisation.unit.personal-number");
        }
        String department = typed.text("department");
        if (departments(staff).stream().noneMatch(each -> each.code().equals(department))) {
            errors.put("department", "console.machines.department-wrong");
        }
        List<String> posts = typed.all("posts").stream().distinct().toList();
        boolean known =
                posts.size() <= MOST_POSTS && posts.stream().allMatch(post -> desk.mayHold(staff.region(), post));
        if (!known) {
            errors.put("posts", "console.machines.posts-wrong");
        }
        List<String> scopes = typed.all("scope");
        if (scopes(scopes).isEmpty()) {
            errors.put("scope", "console.machines.scope-wrong");
        }
        if (typed.text("reason").isBlank()) {
            errors.put("reason", "organisation.reason-missing");
        }
        String client = typed.text("client");
        boolean free = CLIENT.matcher(client).matches()
                && machines.find(staff.region(), client).isEmpty();
        return new MachinesPage.Form(
                typed.maybe("key")
                        .filter(MachinesController::isKey)
                        .orElseGet(() -> UUID.randomUUID().toString()),
                free ? client : machines.newClientId(),
                called,
                department,
                posts,
                scopes,
                typed.text("reason"),
                errors);
    }

    private static boolean isKey(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private List<Department> departments(StaffMember staff) {
        return directory.departments().stream()
                .filter(department -> department.region().equals(staff.region()))
                .toList();
    }

    private Machine machine(StaffMember staff, String client) {
        if (!CLIENT.matcher(client).matches()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return machines.find(staff.region(), client)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Set<Scope> scopes(List<String> codes) {
        var scopes = new ArrayList<Scope>();
        codes.forEach(code -> Scope.of(code).ifPresent(scopes::add));
        return Set.copyOf(scopes);
    }

    private static ModelAndView goTo(String path) {
        return new ModelAndView("redirect:" + path);
    }
}
