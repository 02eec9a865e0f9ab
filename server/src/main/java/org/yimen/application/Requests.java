package org.yimen.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yimen.application.Application.DefectNotice;
import org.yimen.application.Application.State;

/** 提请补充材料: what silence accepted incomplete and the office asked for afterwards, in order; the clock runs on. */
public record Requests(List<Request> all) {

    static final Requests NONE = new Requests(List.of());

    /**
     * One request.
     *
     * @param dueOn until when the applicant should hand it in; nothing but the decision follows from that day
     * @param suppliedOn when all of it came in; null while it is open
     * @param supplied the materials that came in with it
     */
    public record Request(
            DefectNotice notice, LocalDate dueOn, @Nullable LocalDate suppliedOn, List<String> supplied) {
        public Request {
            supplied = List.copyOf(supplied);
        }

        public boolean isOpen() {
            return suppliedOn == null;
        }

        boolean concerns(String material) {
            return notice.names(material) || supplied.contains(material);
        }
    }

    public Requests {
        all = List.copyOf(all);
    }

    /** Those of a case that is not decided; empty for any other. */
    public static Requests of(State state) {
        return Tasks.course(state).map(Application.Course::requests).orElse(NONE);
    }

    /** The one that the applicant has not answered. */
    public Optional<Request> open() {
        return all.stream().filter(Request::isOpen).findFirst();
    }

    /** Art. 32(4) in spirit: a later request names what an earlier one named, or what came in by it, and nothing new. */
    boolean mayName(String material) {
        return all.isEmpty() || all.stream().anyMatch(request -> request.concerns(material));
    }

    Requests with(Request request) {
        return new Requests(Stream.concat(all.stream(), Stream.of(request)).toList());
    }

    Requests supplied(LocalDate on, List<String> materials) {
        return new Requests(all.stream()
                .map(request ->
                        request.isOpen() ? new Request(request.notice(), request.dueOn(), on, materials) : request)
                .toList());
    }
}
