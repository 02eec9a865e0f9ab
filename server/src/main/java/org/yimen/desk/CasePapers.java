package org.yimen.desk;

import jakarta.servlet.http.HttpSession;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.yimen.application.Applicant;
import org.yimen.application.CaseView;
import org.yimen.application.CaseView.Entry;
import org.yimen.casework.CaseProofs;
import org.yimen.document.SealedPapers;
import org.yimen.licence.LicenceDesk;
import org.yimen.organisation.Officer;
import org.yimen.platform.CityTime;
import org.yimen.platform.Guard;

/**
 * Papers and certificates are for the applicant and for a court, so they hold whole names and numbers. Who needs the paper
 * itself opens it, and the applicant can read that; everybody else who sees the case reads a copy with both masked.
 */
@Component
class CasePapers {

    private final Counter counter;
    private final AtTheWindow window;
    private final SealedPapers papers;
    private final LicenceDesk licences;
    private final CaseProofs proofs;
    private final InstantSource time;

    CasePapers(
            Counter counter,
            AtTheWindow window,
            SealedPapers papers,
            LicenceDesk licences,
            CaseProofs proofs,
            InstantSource time) {
        this.counter = counter;
        this.window = window;
        this.papers = papers;
        this.licences = licences;
        this.proofs = proofs;
        this.time = time;
    }

    /** The entries of the journal whose papers this officer opens themselves. */
    Set<Long> opened(HttpSession session, Officer officer, CaseView view) {
        return view.history().stream()
                .filter(entry -> entry.paper() != null || entry.licence() != null)
                .filter(entry -> mayOpen(session, officer, view, entry))
                .map(Entry::seq)
                .collect(Collectors.toSet());
    }

    /** The paper as it was sealed; the window prints it and hands it out, so it may not be ahead of the log. */
    byte[] itself(HttpSession session, Officer officer, CaseView view, Named named) {
        if (!mayOpen(session, officer, view, named.entry())) {
            throw new AccessDeniedException("Only a copy for reading");
        }
        proofs.demand(view.file());
        byte[] pdf = papers.read(view.file().id().region(), named.paper()).orElseThrow(CasePapers::missing);
        counter.paperShown(officer, view);
        return pdf;
    }

    byte[] copy(CaseView view, Named named) {
        proofs.demand(view.file());
        return papers.reading(view.file().id().region(), named.paper(), time.instant())
                .orElseThrow(CasePapers::missing);
    }

    /** A paper of the case, and the entry of the journal that names it. */
    record Named(UUID paper, Entry entry) {}

    /** Looked for in the journal only: what it does not name is no paper of this case. */
    static Named named(CaseView view, UUID paper) {
        return view.history().stream()
                .filter(entry -> entry.paper() != null && entry.paper().id().equals(paper))
                .findFirst()
                .map(entry -> new Named(paper, entry))
                .orElseThrow(CasePapers::missing);
    }

    /** The certificate, once it is issued. */
    Named certified(CaseView view) {
        for (Entry entry : view.history()) {
            UUID issued = entry.licence();
            if (issued != null) {
                return licences.find(view.file().id().region(), issued)
                        .map(licence -> new Named(licence.paper(), entry))
                        .orElseThrow(CasePapers::missing);
            }
        }
        throw missing();
    }

    /** Who must act on the case now, who has its applicant before him, and who wrote the paper today and hands it out. */
    @Guard
    private boolean mayOpen(HttpSession session, Officer officer, CaseView view, Entry entry) {
        return counter.mayShow(officer, view)
                || stands(session, view.dossier().applicant())
                || (entry.actor().id().equals(officer.id())
                        && CityTime.day(entry.at()).equals(today()));
    }

    /** A typed number does not prove that he is there. */
    private boolean stands(HttpSession session, Applicant applicant) {
        return Stream.of(applicant.holder(), applicant.person()).anyMatch(each -> window.present(session, each));
    }

    private LocalDate today() {
        return CityTime.day(time.instant());
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
