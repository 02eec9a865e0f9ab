@NullMarked
package org.yimen.document;

import org.jspecify.annotations.NullMarked;
