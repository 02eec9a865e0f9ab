package org.yimen.hall;

import java.time.Instant;
import java.util.UUID;

/** 办结: the visitor of a ticket was served at a window. Told in the transaction that ends his call, so once. */
public record VisitServed(Ticket ticket, String window, UUID clerk, Instant at) {}
