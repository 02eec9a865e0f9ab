/** The story in a real browser: the whole application in this JVM, Debian's Chromium, and axe on every page met. */
@NullMarked
package org.yimen.browser;

import org.jspecify.annotations.NullMarked;
