package org.yimen.platform.web;

/** The principal of somebody who is signed in, as far as a page needs to know him. */
public interface SignedIn {

    /** The name to greet with; masked where it is a citizen's. */
    String displayName();

    /** True for the staff of the centre, whose pages are the desk's. */
    boolean staff();
}
