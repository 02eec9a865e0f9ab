@NullMarked
package org.yimen.time;

import org.jspecify.annotations.NullMarked;
