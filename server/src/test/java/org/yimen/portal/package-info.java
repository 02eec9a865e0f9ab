@NullMarked
package org.yimen.portal;

import org.jspecify.annotations.NullMarked;
