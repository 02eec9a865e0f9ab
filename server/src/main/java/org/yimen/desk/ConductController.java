package org.yimen.desk;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.web.EventWords;
import org.yimen.identity.StaffMember;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.ui.ErrorMessage;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.Words;
import org.yimen.supervision.ConductRules;
import org.yimen.supervision.Inquiries;
import org.yimen.supervision.Inquiry;
import org.yimen.supervision.Inquiry.Act;
import org.yimen.supervision.Inquiry.Stage;
import org.yimen.supervision.InquiryDecisions;
import org.yimen.supervision.InquiryRights;

/** 处理决定, for whom it is about: what was decided and why, and how to appeal; of the complaint and of who complained nothing. */
@Controller
@RequestMapping("/desk/conduct")
public class ConductController {

    private final Officers officers;
    private final Inquiries inquiries;
    private final InquiryDecisions decisions;
    private final InquiryRights rights;
    private final ConductRules rules;
    private final EventWords events;
    private final InstantSource time;

    ConductController(
            Officers officers,
            Inquiries inquiries,
            InquiryDecisions decisions,
            InquiryRights rights,
            ConductRules rules,
            EventWords events,
            InstantSource time) {
        this.officers = officers;
        this.inquiries = inquiries;
        this.decisions = decisions;
        this.rights = rights;
        this.rules = rules;
        this.events = events;
        this.time = time;
    }

    /**
     * The decision.
     *
     * @param until the last day for an appeal
     * @param appeals he may appeal now
     * @param typed what was written into the form that was refused
     */
    public record ConductPage(
            DeskFrame frame,
            Inquiry of,
            Act.Decided decided,
            LocalDate on,
            LocalDate until,
            boolean appeals,
            ConductRules rules,
            EventWords events,
            String key,
            String typed,
            @Nullable RuleBroken refusal) {

        public String kind(Words words) {
            return InquiriesPage.kind(rules, of.kind(), words);
        }

        public String sanction(Words words) {
            String code = decided.sanction();
            return code == null
                    ? words.say("supervision.inquiry.no-sanction")
                    : rules.sanction(code).map(each -> words.text(each.name())).orElse(code);
        }

        public Act.@Nullable Appealed appeal() {
            return of.last(Act.Appealed.class)
                    .map(entry -> (Act.Appealed) entry.act())
                    .orElse(null);
        }

        public Act.@Nullable AppealDecided settled() {
            return of.last(Act.AppealDecided.class)
                    .map(entry -> (Act.AppealDecided) entry.act())
                    .orElse(null);
        }

        public @Nullable ErrorMessage error(Words words) {
            return refusal == null
                    ? null
                    : ErrorMessage.of(
                            words.say(refusal.code(), refusal.arguments().toArray()));
        }
    }

    @GetMapping("/{id}")
    ModelAndView show(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer officer = officers.of(staff);
        return page(officer, existing(officer, id), "", null);
    }

    @PostMapping("/{id}/appeal")
    ModelAndView appeal(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @RequestParam UUID key,
            @RequestParam(defaultValue = "") String text) {
        Officer officer = officers.of(staff);
        Inquiry of = existing(officer, id);
        try {
            decisions.appeal(officer, id, key, text);
        } catch (RuleBroken refusal) {
            return page(officer, of, text, refusal);
        }
        return Page.goTo("/desk/conduct/" + id);
    }

    private ModelAndView page(Officer officer, Inquiry of, String typed, @Nullable RuleBroken refusal) {
        LocalDate on = of.chargedOn().orElseThrow();
        // What the body of discipline decided is appealed against there.
        LocalDate until = of.appealUntil(rules.appeal().days()).orElse(on);
        return Page.show(
                "desk/conduct",
                new ConductPage(
                        officers.frame(officer, DeskArea.INQUIRIES.href()),
                        of,
                        of.charged().orElseThrow(),
                        on,
                        until,
                        rights.mayAppeal(officer, of)
                                && of.stage() == Stage.DECIDED
                                && of.stands()
                                && !CityTime.day(time.instant()).isAfter(until),
                        rules,
                        events,
                        UUID.randomUUID().toString(),
                        typed,
                        refusal),
                refusal == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private Inquiry existing(Officer officer, UUID id) {
        return inquiries.heard(officer, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
