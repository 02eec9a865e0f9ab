package org.yimen.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that keeps somebody out: void and throwing, true where he may pass, or empty where nothing is missing. The
 * matrix test takes each of them away in turn and must notice.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Guard {}
