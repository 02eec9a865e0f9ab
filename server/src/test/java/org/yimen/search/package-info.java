@NullMarked
package org.yimen.search;

import org.jspecify.annotations.NullMarked;
