package org.yimen.identity;

import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Bounds how often somebody may try short codes: ends of telephone numbers, signs on a slip. A guess is counted before it is
 * compared and taken back where it was right.
 */
@Service
public class Guesses {

    private final SignInFailures attempts;

    Guesses(SignInFailures attempts) {
        this.attempts = attempts;
    }

    /**
     * So many wrong ones within a quarter of an hour.
     *
     * @param what who guesses, or at what; kept as a digest only
     */
    public record Bound(String what, int most) {}

    /** Counts one guess against each bound, whatever the others say; false where there were too many already. */
    public boolean admits(List<Bound> bounds) {
        return bounds.stream()
                        .filter(each -> !attempts.admitsGuess(each.what(), each.most()))
                        .count()
                == 0;
    }

    /** It was right: counted against nobody. */
    public void right(List<Bound> bounds) {
        bounds.forEach(each -> attempts.guessed(each.what()));
    }
}
