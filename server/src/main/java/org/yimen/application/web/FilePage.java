package org.yimen.application.web;

import org.yimen.application.Dossier.Filed;
import org.yimen.platform.Text;

/**
 * One file for its owner.
 *
 * @param address of its bytes
 * @param back where he came from
 */
public record FilePage(Filed filed, Text item, String address, String back) {}
