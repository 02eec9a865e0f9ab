package org.yimen.portal;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Competition;
import org.yimen.casework.Plan.Step;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;
import org.yimen.procedure.Objections;
import org.yimen.procedure.Objections.Count;
import org.yimen.procedure.Proceedings;
import org.yimen.procedure.Runs;

/** 公示: what is publicised while it is examined, so that whoever knows better can say so. */
@Controller
class PublicityController {

    private final Runs runs;
    private final Objections objections;
    private final Proceedings proceedings;
    private final WorkLists lists;
    private final Catalogue catalogue;
    private final Directory directory;
    private final InstantSource time;

    PublicityController(
            Runs runs,
            Objections objections,
            Proceedings proceedings,
            WorkLists lists,
            Catalogue catalogue,
            Directory directory,
            InstantSource time) {
        this.runs = runs;
        this.objections = objections;
        this.proceedings = proceedings;
        this.lists = lists;
        this.catalogue = catalogue;
        this.directory = directory;
        this.time = time;
    }

    @GetMapping("/publicity")
    ModelAndView publicised() {
        String region = directory.region();
        List<String> steps = catalogue.published().stream()
                .flatMap(item -> item.plan().steps().stream())
                .filter(PublicityController::publicises)
                .map(Step::code)
                .distinct()
                .toList();
        List<Runs.Running> running = runs.running(region, steps, CityTime.day(time.instant()));
        List<UUID> cases = running.stream().map(Runs.Running::caseId).toList();
        var files = lists.byIds(region, cases);
        Map<UUID, Count> counts = objections.counts(region, cases);
        return Page.show(
                "portal/publicity",
                new PublicityPage(running.stream()
                        .flatMap(run -> Optional.ofNullable(files.get(run.caseId())).stream()
                                // A case that was withdrawn leaves its run open, and is nobody's affair any more.
                                .filter(file -> file.status().equals("InProcedure"))
                                .flatMap(file -> line(run, file, counts.get(run.caseId())).stream()))
                        .toList()));
    }

    private Optional<PublicityPage.Line> line(Runs.Running run, Summary file, @Nullable Count count) {
        return catalogue
                .version(file.subject().code(), file.subject().version())
                .flatMap(item -> step(item, run)
                        .map(step -> new PublicityPage.Line(
                                run,
                                item.name(),
                                file.title(),
                                directory.department(file.id().region(), run.department()),
                                step.basis(),
                                count == null ? 0 : count.all(),
                                count == null ? 0 : count.all() - count.open(),
                                Competition.decides(item)
                                        ? proceedings.tender(file.id()).orElse(null)
                                        : null)));
    }

    private static Optional<Step> step(ItemVersion item, Runs.Running run) {
        return item.plan().steps().stream()
                .filter(step -> step.code().equals(run.step()) && publicises(step))
                .findFirst();
    }

    private static boolean publicises(Step step) {
        return Objections.areOpenTo(step);
    }
}
