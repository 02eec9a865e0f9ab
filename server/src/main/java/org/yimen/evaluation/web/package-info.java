/** What the desk and the portal show of a look from outside, the same to whoever may see it. */
@NamedInterface("web")
@NullMarked
package org.yimen.evaluation.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
