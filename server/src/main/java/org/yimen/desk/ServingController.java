package org.yimen.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.yimen.application.Applicant;
import org.yimen.application.ApplicationDesk;
import org.yimen.application.Candidate;
import org.yimen.application.CaseView;
import org.yimen.application.HandOvers;
import org.yimen.application.NoticeHandOvers;
import org.yimen.application.Parties;
import org.yimen.application.ServiceByAnnouncement;
import org.yimen.application.ServiceConsents;
import org.yimen.application.ServiceConsents.Place;
import org.yimen.casework.Actor;
import org.yimen.casework.CaseProofs;
import org.yimen.delivery.Announcement.Tried;
import org.yimen.delivery.Proof;
import org.yimen.delivery.Way;
import org.yimen.identity.StaffMember;
import org.yimen.identity.StepUp;
import org.yimen.notify.Remarks;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.RuleBroken;
import org.yimen.platform.web.FormKey;
import org.yimen.platform.web.Page;
import org.yimen.platform.web.SentFile;
import org.yimen.platform.web.Typed;

/** 告知书送达: the window gives a notice to who stands there, or writes down the slip that the post brought back. */
@Controller
@RequestMapping("/desk/cases/{id}/notices")
class ServingController {

    private final Officers officers;
    private final OpenCases cases;
    private final Counter counter;
    private final Presence presence;
    private final ApplicationDesk desk;
    private final HandOvers handOvers;
    private final NoticeHandOvers notices;
    private final Parties parties;
    private final Remarks remarks;
    private final ServiceConsents consents;
    private final ServiceByAnnouncement announcements;
    private final CaseProofs proofs;
    private final StepUp stepUp;
    private final InstantSource time;

    ServingController(
            Officers officers,
            OpenCases cases,
            Counter counter,
            Presence presence,
            ApplicationDesk desk,
            HandOvers handOvers,
            NoticeHandOvers notices,
            Parties parties,
            Remarks remarks,
            ServiceConsents consents,
            ServiceByAnnouncement announcements,
            CaseProofs proofs,
            StepUp stepUp,
            InstantSource time) {
        this.officers = officers;
        this.cases = cases;
        this.counter = counter;
        this.presence = presence;
        this.desk = desk;
        this.handOvers = handOvers;
        this.notices = notices;
        this.parties = parties;
        this.remarks = remarks;
        this.consents = consents;
        this.announcements = announcements;
        this.proofs = proofs;
        this.stepUp = stepUp;
        this.time = time;
    }

    @GetMapping
    ModelAndView show(@AuthenticationPrincipal StaffMember staff, @PathVariable UUID id) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        return page(clerk, cases.of(clerk, id), null, null, null);
    }

    /**
     * @param way {@code window} or {@code mail}
     * @param to the code of one of those who may take it
     * @param on the day on the slip
     */
    @PostMapping("/{paper}")
    ModelAndView served(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @PathVariable UUID paper,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String way,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String slip) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = cases.of(clerk, id);
        Candidate taker = candidates(view).stream()
                .filter(each -> each.code().equals(to))
                .findFirst()
                .orElse(null);
        boolean window = way.equals(Way.WINDOW.code());
        if (taker == null || !(window || way.equals(Way.MAIL.code()))) {
            return page(clerk, view, paper, "desk.act.choose-one", null);
        }
        Applicant applicant = desk.applicant(view.file());
        Actor actor = Actor.officer(clerk.id(), Counters.seat(clerk));
        try {
            if (window) {
                presence.demand(session, view, "/desk/cases/" + id + "/notices");
                counter.mustNotBeStopped(clerk, id);
                Proof proof = counter.matched(clerk, id, taker) ? Proof.CARD : Proof.ACCOUNT;
                notices.atWindow(view.file(), paper, to, proof, applicant, actor);
            } else {
                notices.byPost(view.file(), paper, to, day(on), slip, applicant, actor);
            }
        } catch (DateTimeParseException wrong) {
            return page(clerk, view, paper, "desk.act.date", null);
        } catch (NoSuchElementException unknown) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, unknown);
        } catch (CardNeeded needed) {
            throw needed;
        } catch (RuleBroken refusal) {
            return page(clerk, view, paper, null, refusal);
        }
        return Page.goTo("/desk/cases/" + id + "/notices");
    }

    /**
     * 公告送达: no other way reaches him, and an officer hangs it out; after a second proof only, since it makes the paper count
     * as served whether he reads it or not.
     *
     * @param hand the day on which it could not be given to him, and so on; {@code online} may be empty
     */
    @PostMapping("/{paper}/announcement")
    ModelAndView announce(
            @AuthenticationPrincipal StaffMember staff,
            HttpServletRequest request,
            @PathVariable UUID id,
            @PathVariable UUID paper,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String hand,
            @RequestParam(defaultValue = "") String mail,
            @RequestParam(defaultValue = "") String online) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = cases.of(clerk, id);
        stepUp.demand(request);
        return hung(clerk, view, paper, () -> {
            var tried = new Tried(day(hand), day(mail), online.isBlank() ? null : day(online));
            announcements.announce(view.file(), paper, reason, tried, Actor.officer(clerk.id(), Counters.seat(clerk)));
        });
    }

    /** 撤下: another way to him was found. */
    @PostMapping("/{paper}/announcement/take-down")
    ModelAndView takeDown(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable UUID paper,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String reason) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = cases.of(clerk, id);
        return hung(
                clerk,
                view,
                paper,
                () -> announcements.takeDown(
                        view.file(), paper, reason, Actor.officer(clerk.id(), Counters.seat(clerk))));
    }

    private ModelAndView hung(Officer clerk, CaseView view, UUID paper, Runnable act) {
        UUID id = view.file().id().value();
        try {
            counter.mustNotBeStopped(clerk, id);
            act.run();
        } catch (DateTimeParseException wrong) {
            return page(clerk, view, paper, "desk.act.date", null);
        } catch (NoSuchElementException unknown) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, unknown);
        } catch (RuleBroken refusal) {
            return page(clerk, view, paper, null, refusal);
        }
        return Page.goTo("/desk/cases/" + id + "/notices");
    }

    /**
     * What was written to a third party: given to himself at the window, or posted.
     *
     * @param line as {@link Parties.Line#key} names it
     */
    @PostMapping("/parties/{line}")
    ModelAndView servedParty(
            @AuthenticationPrincipal StaffMember staff,
            @PathVariable UUID id,
            @PathVariable String line,
            @RequestParam FormKey key,
            @RequestParam(defaultValue = "") String way,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String slip) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = cases.of(clerk, id);
        Actor actor = Actor.officer(clerk.id(), Counters.seat(clerk));
        try {
            counter.mustNotBeStopped(clerk, id);
            if (way.equals(Way.WINDOW.code())) {
                parties.atWindow(view.file(), line, actor);
            } else if (way.equals(Way.MAIL.code())) {
                parties.byPost(view.file(), line, day(on), slip, actor);
            } else {
                return page(clerk, view, line, "desk.act.choose-one", null);
            }
        } catch (DateTimeParseException wrong) {
            return page(clerk, view, line, "desk.act.date", null);
        } catch (NoSuchElementException unknown) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, null, unknown);
        } catch (RuleBroken refusal) {
            return page(clerk, view, line, null, refusal);
        }
        return Page.goTo("/desk/cases/" + id + "/notices");
    }

    /** The paper for a third party, to be printed; of the decision the copy for reading. */
    @GetMapping("/parties/{line}")
    ResponseEntity<byte[]> print(
            @AuthenticationPrincipal StaffMember staff, @PathVariable UUID id, @PathVariable String line) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = cases.of(clerk, id);
        proofs.demand(view.file());
        return parties.of(view.file()).stream()
                .filter(each -> each.key().equals(line))
                .findFirst()
                .flatMap(parties::pdf)
                .map(SentFile::shownPdf)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** 电子送达同意: said at the window by who stands there. */
    @PostMapping("/consent")
    ModelAndView consent(
            @AuthenticationPrincipal StaffMember staff,
            HttpSession session,
            @PathVariable UUID id,
            @RequestParam FormKey key,
            @RequestParam boolean agreed) {
        Officer clerk = officers.in(DeskArea.INTAKE, staff);
        CaseView view = cases.of(clerk, id);
        presence.demand(session, view, "/desk/cases/" + id + "/notices");
        counter.mustNotBeStopped(clerk, id);
        consents.say(
                view.file().id().region(),
                view.file().applicant(),
                view.dossier().applicant().person(),
                agreed,
                Place.WINDOW,
                clerk.id());
        return Page.goTo("/desk/cases/" + id + "/notices");
    }

    private static LocalDate day(String on) {
        return Typed.day(on);
    }

    private ModelAndView page(
            Officer clerk, CaseView view, @Nullable Object of, @Nullable String error, @Nullable RuleBroken refusal) {
        var page = new NoticesPage(
                officers.frame(clerk, ""),
                view,
                notices.everything(view.file()),
                consents.of(view.file().id().region(), view.file().applicant()).orElse(null),
                candidates(view),
                parties.of(view.file()),
                announcements.of(view.file().id()),
                remarks.missed(view.file().id().region(), view.file().id().value()),
                UUID.randomUUID().toString(),
                of == null ? null : of.toString(),
                error,
                refusal);
        return Page.show("desk/notices", page, page.failed() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    private List<Candidate> candidates(CaseView view) {
        return handOvers.candidates(view.file(), desk.applicant(view.file()), CityTime.day(time.instant()));
    }
}
