/** What holds for the code as a whole: modules and their arrows, schemas and their owners. */
@NullMarked
package org.yimen.architecture;

import org.jspecify.annotations.NullMarked;
