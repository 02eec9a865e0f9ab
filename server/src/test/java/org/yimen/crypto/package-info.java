@NullMarked
package org.yimen.crypto;

import org.jspecify.annotations.NullMarked;
