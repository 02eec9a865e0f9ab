package org.yimen.platform.web;

/** The principal of somebody who is signed in, as far as a page needs to know him. */
public interface SignedIn {

    /** The authority of a session in which its owner may only look and fill in, because others may have opened it. */
    String LIMITED = "ROLE_BY_PRINTED_CODE";

    /** The name to greet with; masked where it is a citizen's. */
    String displayName();

    /** True for the staff of the centre, whose pages are the desk's. */
    boolean staff();
}
