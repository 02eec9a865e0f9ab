package org.yimen.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;
import org.yimen.Yimen;

/**
 * A test on the whole application and a real PostgreSQL. All of them share one context, so add no property, profile or
 * bean of your own: that costs another one. What a test writes is committed and stays, so assert on the rows that you made
 * and never on counts.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Inherited
@SpringBootTest(classes = Yimen.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@ContextConfiguration(initializers = TestData.class)
@Import(HallTestConfiguration.class)
@TestExecutionListeners(
        listeners = {TestTime.Reset.class, LookUpsReset.class},
        mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface HallTest {}
