package org.yimen.procedure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.yimen.crypto.Sm3;

/**
 * 随机抽取: with everything that decided it, so that anybody who has the record draws the same.
 *
 * @param number from 1; each replacement is a draw of its own
 * @param seed from the machine's randomness, kept before anybody sees what follows from it
 * @param pool ids of those who could be drawn
 * @param excluded ids of the others, with the message key of why
 */
public record Draw(
        String step,
        int number,
        String field,
        int wanted,
        String seed,
        List<UUID> pool,
        Map<UUID, String> excluded,
        UUID by,
        Instant at,
        List<Seat> seats) {

    /** @param state {@code asked}, {@code accepted} or {@code refused} */
    public record Seat(UUID expert, String name, String employer, String state, String reason) {
        public boolean isOpen() {
            return state.equals("asked");
        }
    }

    public Draw {
        pool = List.copyOf(pool);
        excluded = Map.copyOf(excluded);
        seats = List.copyOf(seats);
    }

    Draw with(List<Seat> drawn) {
        return new Draw(step, number, field, wanted, seed, pool, excluded, by, at, drawn);
    }

    /** The first of the pool, in the order of the hashes of seed and id: nobody can foresee it, everybody can repeat it. */
    static List<UUID> from(String seed, List<UUID> pool, int wanted) {
        return pool.stream()
                .sorted(Comparator.comparing((UUID id) -> Sm3.hex((seed + ":" + id).getBytes(UTF_8)))
                        .thenComparing(UUID::toString))
                .limit(wanted)
                .toList();
    }

    /** True where drawing again with this seed from this pool gives these. */
    public boolean isTrue() {
        return from(seed, pool, wanted).stream()
                .sorted()
                .toList()
                .equals(seats.stream().map(Seat::expert).sorted().toList());
    }
}
