package org.yimen.knowledge;

import org.yimen.platform.Text;

/**
 * Something published that may answer a question.
 *
 * @param source what an answer cites: {@code guide:<item>:<version>} or {@code article:<id>:<version>}
 * @param from where it is from, to be read out
 * @param href where everybody reads it
 */
public record Found(String source, Text title, Text says, Text from, String href) {}
