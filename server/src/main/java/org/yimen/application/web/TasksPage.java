package org.yimen.application.web;

/** What there is to do before an application can be handed in. */
public record TasksPage(Filling filling) {}
