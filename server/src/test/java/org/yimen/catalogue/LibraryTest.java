package org.yimen.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LibraryTest {

    @Test
    void theTwelveItemsOfThisBuildKeepEveryRule() {
        var library = Library.bundled();

        assertThat(library.versions()).hasSize(13);
        assertThat(library.versions())
                .allSatisfy(version ->
                        assertThat(PublishRules.check(version, library.setting())).isEmpty());
    }
}
