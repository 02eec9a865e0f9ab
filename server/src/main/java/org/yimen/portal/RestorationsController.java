package org.yimen.portal;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Promises;
import org.yimen.application.Promises.Broken;
import org.yimen.application.Restoration;
import org.yimen.application.Restorations;
import org.yimen.casework.CaseId;
import org.yimen.identity.Citizen;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.Text;
import org.yimen.platform.web.Page;

/** 我的违诺记录: what somebody promised and did not keep, and how he asks to be trusted again. His own matter: nobody does it for him. */
@Controller
@RequestMapping("/me/promises")
public class RestorationsController {

    private final Visitors visitors;
    private final Promises promises;
    private final Restorations restorations;
    private final ApplicationDesk desk;
    private final String region;

    RestorationsController(
            Visitors visitors,
            Promises promises,
            Restorations restorations,
            ApplicationDesk desk,
            @Value("${yimen.region}") String region) {
        this.visitors = visitors;
        this.promises = promises;
        this.restorations = restorations;
        this.desk = desk;
        this.region = region;
    }

    /**
     * What stands against him.
     *
     * @param refused of which line the form was refused, or null
     * @param typed into that form
     */
    public record RecordPage(
            List<Line> lines,
            String key,
            @Nullable Line refused,
            String typed,
            @Nullable RuleBroken refusal) {

        /** @param asked the last time that he asked, or null */
        public record Line(
                Broken broken,
                Text item,
                String number,
                @Nullable Restoration asked) {

            /** True where he may ask now. */
            public boolean isOpen() {
                return !broken.restored() && (asked == null || asked.answer() != null);
            }

            public String href() {
                return "/me/promises/" + broken.caseId() + "/" + broken.material();
            }
        }

        public RecordPage {
            lines = List.copyOf(lines);
        }
    }

    @GetMapping
    ModelAndView all(@AuthenticationPrincipal Citizen citizen) {
        return page(lines(citizen), null, "", null);
    }

    @PostMapping("/{caseId}/{material}")
    ModelAndView ask(
            @PathVariable UUID caseId,
            @PathVariable String material,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @AuthenticationPrincipal Citizen citizen)
            throws IOException {
        List<RecordPage.Line> lines = lines(citizen);
        RecordPage.Line line = lines.stream()
                .filter(each -> each.broken().caseId().equals(caseId)
                        && each.broken().material().equals(material))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        try {
            restorations.ask(
                    region,
                    line.broken(),
                    citizen.personId(),
                    new Restorations.Wish(
                            key,
                            reason,
                            file == null ? "" : Objects.requireNonNullElse(file.getOriginalFilename(), "")),
                    file == null ? new byte[0] : file.getBytes());
        } catch (RuleBroken refusal) {
            return page(lines, line, reason, refusal);
        }
        return Page.goTo("/me/promises");
    }

    private ModelAndView page(
            List<RecordPage.Line> lines,
            RecordPage.@Nullable Line refused,
            String typed,
            @Nullable RuleBroken refusal) {
        return Page.show(
                "portal/promise-records",
                new RecordPage(lines, UUID.randomUUID().toString(), refused, typed, refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private List<RecordPage.Line> lines(Citizen citizen) {
        Visitor visitor = visitors.of(citizen);
        if (!visitor.himself()) {
            return List.of();
        }
        List<Restoration> asked = restorations.ofHolder(region, visitor.holder());
        return promises.ofHolder(region, visitor.holder()).stream()
                .map(each -> line(each, asked))
                .toList();
    }

    private RecordPage.Line line(Broken broken, List<Restoration> asked) {
        var file = desk.find(new CaseId(region, broken.caseId()));
        Optional<Restoration> last = asked.stream()
                .filter(each ->
                        each.caseId().equals(broken.caseId()) && each.material().equals(broken.material()))
                .findFirst();
        return new RecordPage.Line(broken, desk.item(file).name(), file.number(), last.orElse(null));
    }
}
