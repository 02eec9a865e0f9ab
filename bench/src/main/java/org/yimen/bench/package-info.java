/**
 * Campaigns against a running Yimen and measurements of it. Nothing here is part of the product: the door by which the
 * load comes in exists only in the processes that this module starts.
 */
@NullMarked
package org.yimen.bench;

import org.jspecify.annotations.NullMarked;
