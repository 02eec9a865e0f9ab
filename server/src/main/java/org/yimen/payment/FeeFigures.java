package org.yimen.payment;

/** What one item brought in. Items that are not here brought nothing, because they cost nothing. */
public record FeeFigures(String item, long orders, long open, long paid, long refunded) {}
