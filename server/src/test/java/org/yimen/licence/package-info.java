@NullMarked
package org.yimen.licence;

import org.jspecify.annotations.NullMarked;
