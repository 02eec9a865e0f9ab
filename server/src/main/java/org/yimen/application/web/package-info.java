/** What every face shows of an application: its clocks, its history, the flow of applying. */
@NamedInterface("web")
@NullMarked
package org.yimen.application.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
