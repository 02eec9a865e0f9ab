package org.yimen.supervision;

import org.yimen.application.CaseView;
import org.yimen.platform.Text;

/** Says in words what happened in a case, as the pages of the case say it; a module with pages gives them. */
public interface FactWords {

    Text said(CaseView view, CaseView.Entry entry);
}
