package org.yimen.notify;

/** On which way a message goes. */
public enum Way {
    /** 站内信: it is there once it is written. */
    INBOX,
    SMS,
    MAIL
}
