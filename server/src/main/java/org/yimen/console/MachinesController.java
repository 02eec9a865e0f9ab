package org.yimen.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.console.MachinePage.SignInForm;
import org.yimen.exchange.MachineDesk;
import org.yimen.exchange.Subscription;
import org.yimen.exchange.Webhooks;
import org.yimen.identity.Machine;
import org.yimen.identity.Machines;
import org.yimen.identity.Machines.Registered;
import org.yimen.identity.RelyingParties;
import org.yimen.identity.RelyingParty;
import org.yimen.identity.RelyingParty.Audience;
import org.yimen.identity.Scope;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Department;
import org.yimen.organisation.Directory;
import org.yimen.platform.web.Page;

/** 系统账号: the security administrator lets other systems in and shuts them out. */
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

    MachinesController(
            Administrators administrators,
            Machines machines,
            MachineDesk desk,
            Webhooks webhooks,
            RelyingParties parties,
            Directory directory) {
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

    /** Enters a machine and shows its secret, this once. The form names the machine, so a repeat enters no second one. */
    @PostMapping(LIST)
    ModelAndView register(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(defaultValue = "") String client,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String department,
            @RequestParam(defaultValue = "") String posts,
            @RequestParam(name = "scope", required = false) @Nullable List<String> scopes) {
        var form = checked(staff, client, name, department, posts, scopes == null ? List.of() : scopes);
        if (!form.errors().isEmpty()) {
            return list(staff, form, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        try {
            Registered registered = desk.register(
                    staff.region(),
                    form.client(),
                    form.name(),
                    form.department(),
                    posts(form.posts()),
                    scopes(form.scopes()),
                    staff.staffId().toString());
            return show(staff, registered.machine(), registered.secret());
        } catch (DuplicateKeyException _) {
            return goTo(LIST + "/" + form.client());
        }
    }

    @GetMapping(LIST + "/{client}")
    ModelAndView show(@AuthenticationPrincipal StaffMember staff, @PathVariable String client) {
        return show(staff, machine(staff, client), null);
    }

    /** A new secret for the one that was seen; the form sent twice makes one only. */
    @PostMapping(LIST + "/{client}/secret")
    ModelAndView rotate(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable String client,
            @RequestParam(defaultValue = "") String seen) {
        Machine machine = machine(staff, client);
        if (!machine.secretAt().toString().equals(seen)) {
            return goTo(LIST + "/" + client);
        }
        Registered rotated =
                machines.rotate(staff.region(), client, staff.staffId().toString());
        return show(staff, rotated.machine(), rotated.secret());
    }

    @PostMapping(LIST + "/{client}/state")
    ModelAndView suspend(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable String client,
            @RequestParam(defaultValue = "false") boolean suspended) {
        Machine machine = machine(staff, client);
        machines.suspend(machine.region(), client, suspended, staff.staffId().toString());
        return goTo(LIST + "/" + client);
    }

    @PostMapping(LIST + "/{client}/scopes")
    ModelAndView grant(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable String client,
            @RequestParam(name = "scope", required = false) @Nullable List<String> scopes) {
        Machine machine = machine(staff, client);
        machines.grant(
                machine.region(),
                client,
                scopes(scopes == null ? List.of() : scopes),
                staff.staffId().toString());
        return goTo(LIST + "/" + client);
    }

    /** Lets the machine use the sign-in of one side, or no longer where no address is left. */
    @PostMapping(LIST + "/{client}/sign-in")
    ModelAndView signIn(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable String client,
            @RequestParam(defaultValue = "") String audience,
            @RequestParam(defaultValue = "") String redirects,
            @RequestParam(name = "real-name", defaultValue = "false") boolean realName) {
        Machine machine = machine(staff, client);
        Set<String> addresses = redirects
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toSet());
        if (addresses.size() > MOST_ADDRESSES || !addresses.stream().allMatch(parties::mayLeadTo)) {
            var typed = new SignInForm(audience, redirects, realName, "console.machines.redirects-wrong");
            return show(staff, machine, typed, null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Audience side = audience.equals(Audience.STAFF.name()) ? Audience.STAFF : Audience.CITIZENS;
        parties.let(
                machine.region(),
                client,
                side,
                addresses,
                realName,
                staff.staffId().toString());
        return goTo(LIST + "/" + client);
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
                form);
        return Page.show("console/machines", page, status);
    }

    private ModelAndView show(StaffMember staff, Machine machine, @Nullable String secret) {
        RelyingParty party =
                parties.registered(machine.region(), machine.clientId()).orElse(null);
        return show(staff, machine, SignInForm.of(party), secret, HttpStatus.OK);
    }

    private ModelAndView show(
            StaffMember staff, Machine machine, SignInForm signIn, @Nullable String secret, HttpStatus status) {
        var page = new MachinePage(
                administrators.frame(staff, ConsoleArea.MACHINES),
                machine,
                directory.officer(machine.staffId(), administrators.today()).posts().stream()
                        .sorted()
                        .toList(),
                webhooks.of(machine),
                signIn,
                secret);
        return Page.show("console/machine", page, status);
    }

    private MachinesPage.Form checked(
            StaffMember staff, String client, String name, String department, String posts, List<String> scopes) {
        Map<String, String> errors = new LinkedHashMap<>();
        String called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME || called.chars().anyMatch(Character::isISOControl)) {
            errors.put("name", "console.machines.name-wrong");
        }
        if (departments(staff).stream().noneMatch(each -> each.code().equals(department))) {
            errors.put("department", "console.machines.department-wrong");
        }
        Set<String> named = posts(posts);
        boolean known = named.size() <= MOST_POSTS
                && named.stream().allMatch(post -> post.length() <= LONGEST_NAME && desk.mayHold(staff.region(), post));
        if (!known) {
            errors.put("posts", "console.machines.posts-wrong");
        }
        if (scopes(scopes).isEmpty()) {
            errors.put("scope", "console.machines.scope-wrong");
        }
        String id = CLIENT.matcher(client).matches() ? client : machines.newClientId();
        return new MachinesPage.Form(id, called, department, posts, scopes, errors);
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

    private static Set<String> posts(String typed) {
        var posts = new TreeSet<String>();
        for (String post : typed.strip().split("[\\s,，、;；]+", -1)) {
            if (!post.isEmpty()) {
                posts.add(post);
            }
        }
        return posts;
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
