package org.yimen.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.yimen.audit.AuditLog;
import org.yimen.identity.Proofs.Proof;
import org.yimen.platform.Guard;

/**
 * 二次确认: before what cannot be taken back, whoever is signed in proves once more that it is he: with a code of his app
 * where he has one, else with his password. One proof lasts five minutes in this session; the sign-in itself is none.
 */
@Component
public class StepUp {

    /** The field of a form that holds the code or the password. */
    public static final String FIELD = "step-up";

    /** How long a proof lasts. */
    static final Duration LASTS = Duration.ofMinutes(5);

    private static final String PROVEN = "identity.step-up";

    private final Proofs proofs;
    private final AuditLog audit;
    private final InstantSource time;
    private final String home;

    StepUp(Proofs proofs, AuditLog audit, InstantSource time, @Value("${yimen.region:629901}") String home) {
        this.proofs = proofs;
        this.audit = audit;
        this.time = time;
        this.home = home;
    }

    /** With what somebody proves himself. */
    public enum By {
        CODE,
        PASSWORD
    }

    /** What the form of a grave act asks for beside its other fields; nothing while a proof lasts. */
    public Optional<By> wanted(HttpSession session) {
        return lasts(session) ? Optional.empty() : Optional.of(proofs.byCode(signedIn()) ? By.CODE : By.PASSWORD);
    }

    private boolean lasts(HttpSession session) {
        return session.getAttribute(PROVEN) instanceof Instant at
                && time.instant().isBefore(at.plus(LASTS));
    }

    /**
     * Passes where a proof lasts or came with this request.
     *
     * @throws StepUpNeeded where it did not; nothing has happened then, and the same form may come again
     */
    @Guard
    public void demand(HttpServletRequest request) {
        Account account = signedIn();
        HttpSession session = request.getSession();
        if (lasts(session)) {
            return;
        }
        boolean byCode = proofs.byCode(account);
        String typed = request.getParameter(FIELD);
        if (typed == null || typed.isBlank()) {
            throw new StepUpNeeded(byCode, typed == null ? null : "identity.step-up.missing", 0);
        }
        switch (proofs.strongest(account, typed, request.getRemoteAddr())) {
            case Proof.Right _ -> {
                note(account, "identity.stepped-up", byCode, request);
                session.setAttribute(PROVEN, time.instant());
            }
            case Proof.Wrong _ -> {
                note(account, "identity.step-up-refused", byCode, request);
                throw new StepUpNeeded(
                        byCode, byCode ? "identity.step-up.wrong-code" : "identity.step-up.wrong-password", 0);
            }
            case Proof.LockedOut(long minutes) -> {
                note(account, "identity.step-up-refused", byCode, request);
                throw new StepUpNeeded(byCode, "identity.sign-in.locked", minutes);
            }
            case Proof.Busy _ -> throw new StepUpNeeded(byCode, "identity.sign-in.busy", 0);
        }
    }

    private void note(Account account, String kind, boolean byCode, HttpServletRequest request) {
        String id = SignIn.idOf(account);
        audit.recordAttempt(
                home,
                id,
                kind,
                id,
                Map.of(
                        "by", byCode ? "code" : "password",
                        "for", request.getRequestURI(),
                        "address", request.getRemoteAddr()));
    }

    private static Account signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Account account) {
            return account;
        }
        throw new AccessDeniedException("Nobody is signed in");
    }
}
