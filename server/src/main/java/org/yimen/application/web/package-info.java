/** Pages of applications that citizens and the window share: filling in, the clock strip, what happened in words. */
@NamedInterface("web")
@NullMarked
package org.yimen.application.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
