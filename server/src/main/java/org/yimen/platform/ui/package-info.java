/** What the component library draws: view records without a business word. The templates are below {@code jte/ui}. */
@NullMarked
package org.yimen.platform.ui;

import org.jspecify.annotations.NullMarked;
