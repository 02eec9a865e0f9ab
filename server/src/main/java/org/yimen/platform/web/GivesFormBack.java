package org.yimen.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A form whose own service compares what comes under its key with what came before, and which then comes back with all that
 * was typed and a new key. Every other form with a key is compared before its controller sees it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface GivesFormBack {}
