package org.yimen.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AreaTest {

    @ParameterizedTest
    @ValueSource(strings = {"/apply/food-business-licence", "/me/cases?after=1&q=%E8%AF%81", "/items/x", "/"})
    void leadsBackToThePageAskedFor(String page) {
        assertThat(Area.CITIZENS.landing(page)).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/me",
                "/\\evil.example",
                "https://evil.example/",
                "javascript:alert(1)",
                "/me\r\nSet-Cookie: a=b",
                "me",
                "",
                "/desk/work",
                "/me/../desk",
                "/me/%2e%2e//evil.example",
                "/me/%2E%2E/desk",
                "/me//evil.example",
                "/me/%2f%2fevil.example",
                "/%5Cevil.example",
                "/me\\evil.example",
                "/sign-in"
            })
    void leadsNowhereElse(String page) {
        assertThat(Area.CITIZENS.landing(page)).isEqualTo("/me");
    }

    @Test
    void theAddressOfTheProtocolIsReachedFromBothSides() {
        String back =
                "/oauth2/authorize?client_id=m-0&redirect_uri=https%3A%2F%2Fa.example%2Fb&state=" + "x".repeat(900);

        assertThat(Area.CITIZENS.landing(back)).isEqualTo(back);
        assertThat(Area.DESK.landing(back)).isEqualTo(back);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/oauth2/authorize/../../evil",
                "//oauth2/authorize",
                "https://evil.example/oauth2/authorize",
                "/\\oauth2/authorize",
                "/oauth2/authorize?x=\r\nLocation: https://evil.example"
            })
    void whatOnlyLooksLikeItLeadsNowhere(String page) {
        assertThat(Area.CITIZENS.landing(page)).isEqualTo("/me");
    }

    @Test
    void theStaffStayAtTheDesk() {
        assertThat(Area.DESK.landing("/desk/cases/1")).isEqualTo("/desk/cases/1");
        assertThat(Area.DESK.landing("/me")).isEqualTo("/desk");
        assertThat(Area.DESK.landing("/desk/sign-in")).isEqualTo("/desk");
        assertThat(Area.DESK.landing(null)).isEqualTo("/desk");
    }
}
