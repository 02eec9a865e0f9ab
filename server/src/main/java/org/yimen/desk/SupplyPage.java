package org.yimen.desk;

import org.yimen.application.web.NoticePage;

/** What a notice of defects asks for, taken in at the window from whoever brings it. */
public record SupplyPage(DeskFrame frame, NoticePage notice) {}
