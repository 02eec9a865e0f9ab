package org.yimen.desk;

import org.yimen.application.web.GapsPage;

/** What the window takes in of what the applicant promised. */
public record GapsAtWindow(DeskFrame frame, GapsPage gaps) {}
