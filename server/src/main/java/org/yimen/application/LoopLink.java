package org.yimen.application;

import org.yimen.application.Application.State;
import org.yimen.casework.CaseFile;
import org.yimen.catalogue.ItemVersion;

/**
 * 闭环的一环: something outside this module that must be done before a case of an item is closed, such as telling the
 * supervising department of a licence. Whoever does it calls {@link Loops#close} when it is done.
 */
public interface LoopLink {

    /** Its name in lists of what is stuck, and the end of its message key; e.g. {@code push}. */
    String code();

    boolean concerns(ItemVersion item);

    boolean isDone(CaseFile<State> file);
}
