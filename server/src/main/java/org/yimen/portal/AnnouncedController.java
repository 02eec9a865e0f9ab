package org.yimen.portal;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.casework.WorkLists;
import org.yimen.casework.WorkLists.Summary;
import org.yimen.catalogue.Catalogue;
import org.yimen.delivery.AnnouncedPapers;
import org.yimen.delivery.Announcement;
import org.yimen.organisation.Directory;
import org.yimen.platform.CityTime;
import org.yimen.platform.web.Page;

/** 公告送达: everybody reads that a paper waits for somebody, with a part of his name hidden, and no longer than its days. */
@Controller
class AnnouncedController {

    private final AnnouncedPapers announced;
    private final WorkLists lists;
    private final Catalogue catalogue;
    private final Directory directory;
    private final InstantSource time;

    AnnouncedController(
            AnnouncedPapers announced, WorkLists lists, Catalogue catalogue, Directory directory, InstantSource time) {
        this.announced = announced;
        this.lists = lists;
        this.catalogue = catalogue;
        this.directory = directory;
        this.time = time;
    }

    @GetMapping("/announcements")
    ModelAndView announced() {
        String region = directory.region();
        List<Announcement> hanging = announced.hangingOut(region, CityTime.day(time.instant()));
        var files = lists.byIds(
                region, hanging.stream().map(Announcement::caseId).distinct().toList());
        return Page.show(
                "portal/announcements",
                new AnnouncedPage(hanging.stream()
                        .flatMap(each -> Optional.ofNullable(files.get(each.caseId())).stream()
                                .flatMap(file -> line(each, file).stream()))
                        .toList()));
    }

    private Optional<AnnouncedPage.Line> line(Announcement announcement, Summary file) {
        return catalogue
                .version(file.subject().code(), file.subject().version())
                .map(item -> new AnnouncedPage.Line(
                        announcement,
                        file.title(),
                        directory.department(file.id().region(), item.department())));
    }
}
