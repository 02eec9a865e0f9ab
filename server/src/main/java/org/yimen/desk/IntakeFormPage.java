package org.yimen.desk;

/** Asks who stands at the window. */
public record IntakeFormPage(DeskFrame frame, IntakeForm form) {}
