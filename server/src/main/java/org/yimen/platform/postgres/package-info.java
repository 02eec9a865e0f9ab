/** The embedded PostgreSQL: a real server in a folder, for whoever has configured no other. */
@NullMarked
package org.yimen.platform.postgres;

import org.jspecify.annotations.NullMarked;
