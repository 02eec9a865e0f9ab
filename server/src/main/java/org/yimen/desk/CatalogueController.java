package org.yimen.desk;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.web.EventWords;
import org.yimen.audit.AuditLog;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.catalogue.PublishRefused;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.Guard;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;

/** 事项库 for those who look after it: what is public, what is a draft, what stands against publishing it. */
@Controller
class CatalogueController {

    private static final String MANAGER = "ZX/catalogue";
    private static final int LONGEST_CHANGE = 2000;

    private final Officers officers;
    private final Catalogue catalogue;
    private final EventWords events;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    CatalogueController(
            Officers officers,
            Catalogue catalogue,
            EventWords events,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.officers = officers;
        this.catalogue = catalogue;
        this.events = events;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping("/desk/catalogue")
    ModelAndView items(@AuthenticationPrincipal StaffMember staff) {
        Officer officer = officers.in(DeskArea.CATALOGUE, staff);
        List<CataloguePage.Draft> drafts = catalogue.drafts().stream()
                .map(version -> new CataloguePage.Draft(
                        version,
                        catalogue.findings(version.code(), version.number()).size()))
                .toList();
        var page = new CataloguePage(
                officers.frame(officer, DeskArea.CATALOGUE.href()), catalogue.published(), drafts, events);
        return Page.show("desk/catalogue", page);
    }

    @GetMapping("/desk/catalogue/{code}/{number}")
    ModelAndView version(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable String code,
            @PathVariable int number,
            @RequestParam(required = false) @Nullable String done) {
        Officer officer = officers.in(DeskArea.CATALOGUE, staff);
        return show(officer, found(code, number), done != null, null, HttpStatus.OK);
    }

    /** Makes a draft public. A second click finds it public and shows that. */
    @PostMapping("/desk/catalogue/{code}/{number}/publish")
    ModelAndView publish(
            @AuthenticationPrincipal StaffMember staff, @PathVariable String code, @PathVariable int number) {
        Officer officer = officers.in(DeskArea.CATALOGUE, staff);
        if (!mayPublish(officer)) {
            throw new AccessDeniedException("Only the catalogue manager publishes");
        }
        ItemVersion version = found(code, number);
        if (!catalogue.isPublished(code, number)) {
            try {
                transaction.executeWithoutResult(_ -> publish(officer, version));
            } catch (PublishRefused refusal) {
                return show(officer, version, false, refusal, HttpStatus.UNPROCESSABLE_CONTENT);
            }
        }
        return Page.goTo("/desk/catalogue/" + code + "/" + number + "?done=published");
    }

    @Guard
    private static boolean mayPublish(Officer officer) {
        return officer.holds(MANAGER);
    }

    private void publish(Officer officer, ItemVersion version) {
        Optional<ItemVersion> replaced = catalogue.current(version.code());
        catalogue.publish(officer.region(), version.code(), version.number(), MANAGER + " " + officer.name());
        List<VersionPage.Change> changes =
                VersionPage.changes(replaced.orElse(null), version, events, Words.of(Locale.CHINESE));
        audit.record(
                officer.region(),
                officer.id().toString(),
                "catalogue.published",
                version.code() + "/" + version.number(),
                Map.of(
                        "effective", version.effectiveOn().toString(),
                        "before",
                                replaced.map(old -> old.number() + "：" + said(changes, VersionPage.Change::was))
                                        .orElse(""),
                        "after", version.number() + "：" + said(changes, VersionPage.Change::is)));
    }

    /** What differs, as it stands on the page of the version; a long list is cut, the versions themselves stay. */
    private static String said(List<VersionPage.Change> changes, Function<VersionPage.Change, @Nullable String> side) {
        String all = changes.stream()
                .flatMap(change ->
                        Optional.ofNullable(side.apply(change)).map(value -> change.what() + " " + value).stream())
                .collect(Collectors.joining("；"));
        return all.length() <= LONGEST_CHANGE ? all : all.substring(0, LONGEST_CHANGE) + "…";
    }

    private ModelAndView show(
            Officer officer, ItemVersion version, boolean done, @Nullable PublishRefused refusal, HttpStatus status) {
        boolean published = catalogue.isPublished(version.code(), version.number());
        // What it replaces, or, once it is public itself, what it replaced.
        Optional<ItemVersion> before =
                published ? catalogue.version(version.code(), version.number() - 1) : catalogue.current(version.code());
        var page = new VersionPage(
                officers.frame(officer, DeskArea.CATALOGUE.href()),
                version,
                published,
                before.orElse(null),
                catalogue.findings(version.code(), version.number()),
                events,
                mayPublish(officer),
                done && published,
                refusal);
        return Page.show("desk/version", page, status);
    }

    private ItemVersion found(String code, int number) {
        return catalogue.version(code, number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
