package org.yimen.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Who stands before a machine: which machine it is, whose visit begins there, and that nothing of it stays. */
public interface StationVisits {

    /** The machine that asks; empty for a stranger's browser. */
    Optional<Station> station(HttpServletRequest request);

    /** From now on this browser is the machine. */
    void pair(Stations.Pairing.Paired paired, HttpServletRequest request, HttpServletResponse response);

    /** A visit at the machine that asks, in the visitor's own name; one that was still open is over. */
    void begin(Citizen visitor, HttpServletRequest request, HttpServletResponse response);

    /** Ends the visit, if there is one, and takes from the browser what it kept of the pages. */
    void end(HttpServletRequest request, HttpServletResponse response);

    /** Forgets how the last one wanted to read. */
    void forget(HttpServletRequest request, HttpServletResponse response);
}
