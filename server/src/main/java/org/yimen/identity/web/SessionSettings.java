package org.yimen.identity.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a session outlives the last click: {@code yimen.session.*}. The defaults are what a 等保 assessment of level
 * three expects, in the demo as well; a longer desk session is a decision of the centre, written in its configuration.
 *
 * @param citizens of citizens and operators
 * @param desk of the staff
 * @param longest after which it ends however busy it is
 */
@ConfigurationProperties("yimen.session")
record SessionSettings(
        @DefaultValue("30m") Duration citizens,
        @DefaultValue("10m") Duration desk,
        @DefaultValue("12h") Duration longest) {}
