package org.yimen.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.audit.AuditLog;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Directory;
import org.yimen.platform.Plain;
import org.yimen.platform.Setting;
import org.yimen.platform.Settings;
import org.yimen.platform.web.Page;

/** 集中配置: what may be changed while Yimen runs, by the administrator who keeps it; every change enters the log. */
@Controller
class SettingsController {

    private static final String SYSTEM = "/console/system/settings";
    private static final String SECURITY = "/console/security/settings";

    private static final Pattern SHOWN = Pattern.compile("yimen\\.[a-z0-9.-]+|server\\.port|spring\\.datasource\\.url");
    private static final Pattern SECRET = Pattern.compile("password|secret|token|key", Pattern.CASE_INSENSITIVE);
    private static final Pattern CREDENTIALS = Pattern.compile("//[^/@]*@|(password|user)=[^&]*");

    private final Administrators administrators;
    private final Settings settings;
    private final Directory directory;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final ConfigurableEnvironment environment;

    SettingsController(
            Administrators administrators,
            Settings settings,
            Directory directory,
            AuditLog audit,
            TransactionTemplate transaction,
            ConfigurableEnvironment environment) {
        this.administrators = administrators;
        this.settings = settings;
        this.directory = directory;
        this.audit = audit;
        this.transaction = transaction;
        this.environment = environment;
    }

    @GetMapping(SYSTEM)
    ModelAndView system(
            @AuthenticationPrincipal StaffMember staff, @RequestParam(required = false) @Nullable String saved) {
        return show(staff, ConsoleArea.SYSTEM_SETTINGS, "system-admin", saved, null, HttpStatus.OK);
    }

    @GetMapping(SECURITY)
    ModelAndView security(
            @AuthenticationPrincipal StaffMember staff, @RequestParam(required = false) @Nullable String saved) {
        return show(staff, ConsoleArea.SECURITY_SETTINGS, "security-admin", saved, null, HttpStatus.OK);
    }

    @PostMapping(SYSTEM)
    ModelAndView changeSystem(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(name = "setting", defaultValue = "") String key,
            @RequestParam(defaultValue = "") String value) {
        return change(staff, ConsoleArea.SYSTEM_SETTINGS, "system-admin", key, value);
    }

    @PostMapping(SECURITY)
    ModelAndView changeSecurity(
            @AuthenticationPrincipal StaffMember staff,
            @RequestParam(name = "setting", defaultValue = "") String key,
            @RequestParam(defaultValue = "") String value) {
        return change(staff, ConsoleArea.SECURITY_SETTINGS, "security-admin", key, value);
    }

    /** What somebody typed, and what is wrong with it. */
    private record Wrong(String key, String value, String flaw) {}

    private ModelAndView change(StaffMember staff, ConsoleArea area, String keeper, String key, String typed) {
        var _ = administrators.in(area, staff);
        if (!settings.isDeclared(key) || !settings.setting(key).keeper().equals(keeper)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        var flaw = settings.setting(key).flaw().apply(typed.strip());
        // After the look for flaws: two lines are refused and not made one.
        String value = Plain.line(typed.strip());
        if (flaw.isEmpty() && AuditLog.holdsPersonalNumber(value)) {
            flaw = Optional.of("console.settings.personal-number");
        }
        if (flaw.isPresent()) {
            return show(staff, area, keeper, null, new Wrong(key, value, flaw.get()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        String before = settings.text(key);
        String by = staff.staffId().toString();
        if (!before.equals(value)) {
            transaction.executeWithoutResult(_ -> {
                settings.change(key, value, by);
                audit.record(staff.region(), by, "console.setting-changed", key, Map.of("from", before, "to", value));
            });
        }
        return Page.goTo(area.href() + "?saved=" + key);
    }

    private ModelAndView show(
            StaffMember staff,
            ConsoleArea area,
            String keeper,
            @Nullable String saved,
            @Nullable Wrong typed,
            HttpStatus status) {
        List<SettingsPage.Line> lines = settings.all().stream()
                .filter(setting -> setting.keeper().equals(keeper))
                .map(setting -> line(setting, typed))
                .toList();
        boolean known = saved != null && settings.isDeclared(saved);
        var page = new SettingsPage(
                administrators.frame(staff, area),
                area.href(),
                lines,
                area == ConsoleArea.SYSTEM_SETTINGS ? given() : List.of(),
                known ? saved : null);
        return Page.show("console/settings", page, status);
    }

    private SettingsPage.Line line(Setting setting, @Nullable Wrong typed) {
        var change = settings.change(setting.key()).orElse(null);
        Wrong wrong = typed != null && typed.key().equals(setting.key()) ? typed : null;
        return new SettingsPage.Line(
                setting.key(),
                wrong == null ? settings.text(setting.key()) : wrong.value(),
                setting.standard(),
                change,
                change == null
                        ? null
                        : directory.staff(UUID.fromString(change.by())).name(),
                wrong == null ? null : wrong.flaw());
    }

    /** What this node was started with: the first source that names a property decides. */
    private List<SettingsPage.Given> given() {
        var given = new TreeMap<String, SettingsPage.Given>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (String name : listed.getPropertyNames()) {
                    if (SHOWN.matcher(name).matches()) {
                        given.putIfAbsent(name, new SettingsPage.Given(name, said(name), origin(source.getName())));
                    }
                }
            }
        }
        var sorted = new ArrayList<>(given.values());
        sorted.sort(Comparator.comparing(SettingsPage.Given::name));
        return sorted;
    }

    private String said(String name) {
        String value = environment.getProperty(name, "");
        return SECRET.matcher(name).find()
                ? "••••••"
                : CREDENTIALS.matcher(value).replaceAll("//••••••@");
    }

    /** Where a property comes from, as the end of a message key. */
    private static String origin(String source) {
        return switch (source) {
            case "commandLineArgs" -> "command";
            case "systemEnvironment" -> "environment";
            case "systemProperties" -> "java";
            default -> "file";
        };
    }
}
