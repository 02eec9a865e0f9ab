package org.yimen.payment;

import java.util.UUID;

/**
 * The page of the simulated provider.
 *
 * @param over nobody can pay here any more
 */
public record DemoPayPage(UUID checkout, String what, String yuan, String returnTo, boolean paid, boolean over) {}
