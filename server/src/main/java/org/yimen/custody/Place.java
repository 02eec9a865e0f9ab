package org.yimen.custody;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yimen.organisation.Counters;
import org.yimen.organisation.Officer;

/** 存放处: where an original can lie. A place is served by who sits on its posts, and nobody else takes a paper there. */
public sealed interface Place {

    /** 综合窗口. */
    record Windows() implements Place {
        @Override
        public String code() {
            return "window";
        }
    }

    /** 制证台, where certificates are made. */
    record Certificates() implements Place {
        @Override
        public String code() {
            return "certificates";
        }
    }

    /** 后台: those of a department who examine and decide. */
    record Office(String department) implements Place {
        @Override
        public String code() {
            return OFFICE + department;
        }
    }

    /** 档案, where what has been put on its shelf lies for good; who looks after the papers of a place takes over for it. */
    record Archive() implements Place {
        @Override
        public String code() {
            return "archive";
        }
    }

    Place WINDOWS = new Windows();

    Place ARCHIVE = new Archive();

    String OFFICE = "office/";

    /** As rows and forms spell it. */
    String code();

    static Place of(String code) {
        return switch (code) {
            case "window" -> WINDOWS;
            case "certificates" -> new Certificates();
            case "archive" -> ARCHIVE;
            default -> {
                if (!code.startsWith(OFFICE) || code.length() == OFFICE.length()) {
                    throw new IllegalArgumentException("No such place: " + code);
                }
                yield new Office(code.substring(OFFICE.length()));
            }
        };
    }

    /** The place that a post serves, such as {@code SJ/examiner}; most posts serve none. */
    static Optional<Place> ofPost(String post) {
        int slash = post.indexOf('/');
        return switch (post.substring(slash + 1)) {
            // A department's own counter keeps its papers with the department; the windows are the centre's.
            case "window" -> Optional.of(post.equals(Counters.CENTRE) ? WINDOWS : new Office(post.substring(0, slash)));
            case "certificates" -> Optional.of(new Certificates());
            case "examiner", "chief" -> Optional.of(new Office(post.substring(0, slash)));
            default -> Optional.empty();
        };
    }

    /** Where the papers lie that somebody takes in at his counter. */
    static Place takenInBy(Officer officer) {
        return ofPost(Counters.seat(officer)).orElse(WINDOWS);
    }

    /** Where somebody may take papers and keep them. */
    static Set<Place> servedBy(Officer officer) {
        return officer.posts().stream().flatMap(post -> ofPost(post).stream()).collect(Collectors.toUnmodifiableSet());
    }
}
