package org.yimen.application.web;

import java.util.UUID;
import org.yimen.catalogue.ItemVersion;

/**
 * Before a draft that a clerk began: its owner goes on with it, or begins afresh.
 *
 * @param key however often it arrives, a fresh draft is begun once
 */
public record BegunPage(Bench bench, ItemVersion item, UUID key) {}
