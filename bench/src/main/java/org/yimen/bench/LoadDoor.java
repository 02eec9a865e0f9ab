package org.yimen.bench;

import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yimen.application.Soundness;
import org.yimen.casework.CaseRuleBroken;

/** Where the load comes in: the desks of the application by HTTP, one line of text per answer. */
@RestController
final class LoadDoor {

    private static final Logger log = LoggerFactory.getLogger(LoadDoor.class);

    private final Acts acts;
    private final Soundness soundness;
    private final Carelessness carelessness;
    private final ApplicationAvailability availability;

    LoadDoor(Acts acts, Soundness soundness, Carelessness carelessness, ApplicationAvailability availability) {
        this.acts = acts;
        this.soundness = soundness;
        this.carelessness = carelessness;
        this.availability = availability;
    }

    /**
     * The hall opens its doors before the people of the demo city have moved in, and a move that the load's crowd leaves
     * without a connection ends the program.
     */
    @GetMapping("/bench/ready")
    ResponseEntity<String> ready() {
        return availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC && acts.isPeopled()
                ? ResponseEntity.ok("ready")
                : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }

    @PostMapping("/bench/draft")
    String draft() {
        return acts.draft().toString();
    }

    /** {@code done <case> <number>} or {@code refused <code>}; anything but 200 is no answer. */
    @PostMapping("/bench/act")
    ResponseEntity<String> act(@RequestParam UUID id, @RequestParam String act, @RequestParam String key) {
        try {
            var file = acts.perform(acts.id(id), act, key);
            return ResponseEntity.ok("done " + file.id().value() + " " + file.number());
        } catch (CaseRuleBroken refusal) {
            return ResponseEntity.ok("refused " + refusal.code());
        } catch (OptimisticLockingFailureException overtaken) {
            return ResponseEntity.status(HttpStatus.CONFLICT).body(overtaken.toString());
        } catch (DataAccessException | TransactionException away) {
            log.debug("No answer", away);
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(away.toString());
        }
    }

    /** One flaw per line; 404 where no such case was ever handed in. */
    @PostMapping("/bench/flaws")
    ResponseEntity<String> flaws(@RequestParam UUID id) {
        try {
            return ResponseEntity.ok(soundness.flaws(acts.id(id)).stream().collect(Collectors.joining("\n")));
        } catch (EmptyResultDataAccessException _) {
            return ResponseEntity.notFound().build();
        }
    }

    @PostMapping("/bench/careless")
    String careless(@RequestParam boolean on) {
        carelessness.turn(on);
        return "careless " + on;
    }
}
