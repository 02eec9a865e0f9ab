package org.yimen.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The article that a test holds the product to, and the rule of the code that honours it; docs/law.md lists them. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Law.All.class)
public @interface Law {
    /** For example {@code 行政许可法 第三十二条第一款第四项}. */
    String value();

    /** The class and what it decides, e.g. {@code Application: silence past the answer date}. */
    String rule();

    /** The container of repeated annotations. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface All {
        Law[] value();
    }
}
