@NullMarked
package org.yimen.identifier;

import org.jspecify.annotations.NullMarked;
