package org.yimen.evaluation.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.yimen.casework.CaseFile;
import org.yimen.casework.CaseId;
import org.yimen.catalogue.Catalogue;
import org.yimen.catalogue.ItemVersion;
import org.yimen.evaluation.Finding;
import org.yimen.evaluation.Outing;
import org.yimen.evaluation.Outing.Mark;
import org.yimen.evaluation.Outing.Report;
import org.yimen.evaluation.Outings;
import org.yimen.evaluation.web.OutingPanel.Shown;
import org.yimen.hotline.OrderDesk;
import org.yimen.hotline.WorkOrder;
import org.yimen.organisation.Directory;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.SentFile;
import org.yimen.platform.web.Typed;
import org.yimen.platform.web.Words;

/** Reads the form of a report and puts together what is shown of a look. */
@Component
public class OutingPages {

    private static final int SECONDS = 60;

    private final Outings outings;
    private final OrderDesk orders;
    private final Directory directory;
    private final Catalogue catalogue;

    OutingPages(Outings outings, OrderDesk orders, Directory directory, Catalogue catalogue) {
        this.catalogue = catalogue;
        this.outings = outings;
        this.orders = orders;
        this.directory = directory;
    }

    /** @param reports whoever reads it has yet to say what he saw */
    public OutingPanel panel(
            Outing outing,
            String base,
            boolean reports,
            Map<String, List<String>> typed,
            @Nullable RuleBroken refusal,
            Words words) {
        List<Shown> findings = outings.findings(outing.region(), List.of(outing.id())).stream()
                .map(finding -> shown(outing.region(), finding))
                .toList();
        return new OutingPanel(
                outing,
                words.text(directory.department(outing.department()).name()),
                outing.item() == null
                        ? null
                        : catalogue
                                .current(outing.item())
                                .map(ItemVersion::name)
                                .orElse(null),
                outing.seen() == null ? null : directory.staff(outing.seen()).employeeNumber(),
                findings,
                outings.pictures(outing),
                base,
                reports,
                UUID.randomUUID().toString(),
                typed,
                refusal);
    }

    private Shown shown(String region, Finding finding) {
        UUID order = finding.order();
        if (order == null) {
            return new Shown(finding, null, null, null);
        }
        CaseFile<WorkOrder.State> file = orders.find(new CaseId(region, order));
        WorkOrder.Reply reply = WorkOrder.replyOrNull(file.state());
        return new Shown(
                finding, file.number(), file.state().getClass().getSimpleName(), reply == null ? null : reply.text());
    }

    /** What the form of a report says; minutes become seconds. */
    public static Report report(Outing outing, Typed typed, UUID by) {
        var marks = new ArrayList<Mark>();
        for (int i = 0; i < outing.script().size(); i++) {
            marks.add(new Mark(
                    switch (typed.needed("worked-" + i)) {
                        case "true" -> true;
                        case "false" -> false;
                        default -> throw Typed.flaw("platform.sheet.missing", "worked-" + i);
                    },
                    number(typed, "minutes-" + i) * SECONDS,
                    number(typed, "errors-" + i),
                    typed.text("note-" + i)));
        }
        return new Report(typed.date("done"), marks, score(typed), typed.needed("words"), by);
    }

    private static int number(Typed typed, String field) {
        String text = typed.text(field);
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("\\d{1,4}")) {
            throw Typed.flaw("evaluation.report.number", field);
        }
        return Integer.parseInt(text);
    }

    private static @Nullable BigDecimal score(Typed typed) {
        String text = typed.text("score");
        if (text.isEmpty()) {
            return null;
        }
        if (!text.matches("\\d{1,3}([.]\\d)?")) {
            throw Typed.flaw("evaluation.report.score", "score");
        }
        return new BigDecimal(text);
    }

    /** A picture that was taken there, or nothing where there is none of that number. */
    public Optional<ResponseEntity<byte[]>> picture(Outing outing, int number) {
        return outings.pictures(outing).stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .flatMap(each -> outings.read(each)
                        .map(bytes -> SentFile.shown(bytes, MediaType.parseMediaType(each.mediaType()))));
    }
}
