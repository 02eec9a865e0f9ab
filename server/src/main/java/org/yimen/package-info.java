/** The application class and nothing else; every sub-package is a module of docs/architecture.md. */
@NullMarked
package org.yimen;

import org.jspecify.annotations.NullMarked;
