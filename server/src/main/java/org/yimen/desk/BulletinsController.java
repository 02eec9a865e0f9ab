package org.yimen.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.identity.StaffMember;
import org.yimen.improvement.Bulletins;
import org.yimen.organisation.Directory;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.Sheet;
import org.yimen.platform.ui.Sheet.Pick;
import org.yimen.platform.web.GivesFormBack;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Typed;

/** 通报: what supervision tells the units, and which of them have confirmed having read it. */
@Controller
class BulletinsController {

    private static final String KEY = "desk.bulletins";
    private static final String HREF = DeskArea.BULLETINS.href();

    private final Officers officers;
    private final Bulletins bulletins;
    private final Directory directory;

    BulletinsController(Officers officers, Bulletins bulletins, Directory directory) {
        this.officers = officers;
        this.bulletins = bulletins;
        this.directory = directory;
    }

    @GetMapping("/desk/bulletins")
    ModelAndView list(@AuthenticationPrincipal StaffMember staff, @RequestParam(defaultValue = "") String done) {
        return page(officers.in(DeskArea.BULLETINS, staff), !done.isEmpty(), Map.of(), null);
    }

    @GivesFormBack
    @PostMapping("/desk/bulletins")
    ModelAndView issue(@AuthenticationPrincipal StaffMember staff, @RequestParam MultiValueMap<String, String> fields) {
        Officer officer = officers.in(DeskArea.BULLETINS, staff);
        var typed = new Typed(fields);
        try {
            bulletins.issue(
                    officer, typed.id("key"), typed.needed("name"), typed.needed("body"), typed.neededAll("to"));
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return page(officer, false, fields, Sheet.Refusal.of(refusal, Typed.fieldOf(refusal, "body")));
        }
    }

    @PostMapping("/desk/bulletins/{id}/read")
    ModelAndView read(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.in(DeskArea.BULLETINS, staff);
        try {
            bulletins.read(officer, id);
            return Page.goTo(HREF + "?done=true");
        } catch (RuleBroken refusal) {
            return page(officer, false, Map.of(), Sheet.Refusal.of(refusal, "body"));
        }
    }

    private ModelAndView page(
            Officer officer, boolean done, Map<String, List<String>> typed, Sheet.@Nullable Refusal refusal) {
        var blocks = new ArrayList<Sheet.Block>();
        blocks.add(new Sheet.Table(
                KEY + ".list",
                List.of(KEY + ".bulletin", KEY + ".issued", KEY + ".receipts", KEY + ".missing"),
                bulletins.list(officer).stream().map(this::row).toList(),
                KEY + ".empty"));
        if (Bulletins.mayIssue(officer)) {
            var fields = new Sheet.Fields(KEY, typed)
                    .hidden("key", UUID.randomUUID().toString())
                    .text("name")
                    .area("body")
                    .checks(
                            "to",
                            directory.departments().stream()
                                    .map(each -> new Pick(each.code(), Sheet.data(each.shortName())))
                                    .toList());
            blocks.add(new Sheet.Form(KEY + ".form", null, HREF, fields.list(), KEY + ".go", false));
        }
        var sheet = new Sheet(KEY, done ? Sheet.say(KEY + ".done") : null, refusal, blocks);
        return Page.show(
                "desk/sheet",
                new DeskSheet(officers.frame(officer, HREF), sheet),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Sheet.Row row(Bulletins.Line line) {
        return new Sheet.Row(
                List.of(
                        Sheet.cell(Sheet.data(line.title()))
                                .over(Sheet.cell(Sheet.list(
                                        line.body().lines().map(Sheet::data).toList()))),
                        Sheet.cell(Sheet.day(CityTime.day(line.at()))),
                        Sheet.cell(Sheet.plain(line.read() + "/" + line.units()))
                                .marked(line.missing().isEmpty() ? "ok" : "soon"),
                        Sheet.cell(
                                line.missing().isEmpty()
                                        ? Sheet.plain("—")
                                        : Sheet.list(line.missing().stream()
                                                .map(this::unit)
                                                .toList()))),
                line.mine().isEmpty()
                        ? List.of()
                        : List.of(new Sheet.Button(
                                KEY + ".read",
                                HREF + "/" + line.id() + "/read",
                                Map.of(),
                                Sheet.data(line.title()),
                                false)));
    }

    private Sheet.Said unit(String code) {
        return Sheet.data(directory.department(code).shortName());
    }
}
