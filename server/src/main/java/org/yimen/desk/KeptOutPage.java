package org.yimen.desk;

import org.yimen.platform.Text;

/**
 * What is left of a case for whoever keeps out of it: which one it is, and that others have it.
 *
 * @param done true where he has just said so
 */
public record KeptOutPage(DeskFrame frame, String number, Text item, boolean done) {}
