/** What tests say about themselves: the rows and the articles that they prove. */
@NullMarked
package org.yimen.testing;

import org.jspecify.annotations.NullMarked;
