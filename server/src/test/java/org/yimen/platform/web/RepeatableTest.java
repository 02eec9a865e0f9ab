package org.yimen.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yimen.testing.Proves;

@Proves("M-IDA-06")
class RepeatableTest {

    @ParameterizedTest
    @CsvSource({
        "/items, q=1, /items?q=1",
        "/items, '', /items",
        "/progress, number=629901199503124524&tail=1, /progress",
        "/me/cases/629901199503124524, '', /me",
        "/kiosk/items/62990119560323022X, a=b, /kiosk",
        "/629901199503124524, '', /",
        "/629901199503124524/x, '', /",
        // A case number without its dashes, and an id.
        "/verify/62990126111800001A, '', /verify/62990126111800001A",
        "/me/cases/01a12eb5-0e20-7000-8fa8-199503124524, '', /me/cases/01a12eb5-0e20-7000-8fa8-199503124524"
    })
    void aNumberIsNotCarriedOn(String path, String query, String kept) {
        assertThat(Repeatable.of(path, query)).isEqualTo(kept);
    }
}
