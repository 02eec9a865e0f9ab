@NullMarked
package org.yimen.desk;

import org.jspecify.annotations.NullMarked;
