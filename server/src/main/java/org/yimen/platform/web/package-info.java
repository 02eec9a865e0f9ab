/** What every page has in common: the shell around it, words in two languages, the view technology, headers, errors. */
@NullMarked
package org.yimen.platform.web;

import org.jspecify.annotations.NullMarked;
