/** Sign-in, sign-out and what each address of the site asks of its visitor. */
@NullMarked
package org.yimen.identity.web;

import org.jspecify.annotations.NullMarked;
