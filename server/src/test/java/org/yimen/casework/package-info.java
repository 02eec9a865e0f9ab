/** 办件引擎: the kernel on a real PostgreSQL, with a kind of case of its own. */
@NullMarked
package org.yimen.casework;

import org.jspecify.annotations.NullMarked;
