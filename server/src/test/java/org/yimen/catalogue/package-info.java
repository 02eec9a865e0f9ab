@NullMarked
package org.yimen.catalogue;

import org.jspecify.annotations.NullMarked;
