@NullMarked
package org.yimen.form;

import org.jspecify.annotations.NullMarked;
