package org.yimen.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void onlyTheRightPasswordMatches() throws Passwords.Busy {
        PasswordHash hash = passwords.hash("correct horse 1");

        assertThat(passwords.matches("correct horse 1", hash)).isTrue();
        assertThat(passwords.matches("correct horse 2", hash)).isFalse();
        assertThat(passwords.matches("nobody has this password", null)).isFalse();
        assertThat(hash.value()).startsWith("{argon2id}");
    }

    @ParameterizedTest
    @CsvSource({
        "Ab1,identity.password.short",
        "abcdefgh1,identity.password.plain",
        "Zx.Window1!,identity.password.holds-login"
    })
    void weakPasswordsSayWhy(String password, String flaw) {
        assertThat(passwords.flaw(password, "zx.window1")).contains(flaw);
    }

    @Test
    void threeKindsOfCharactersAreEnough() {
        assertThat(passwords.flaw("yimen-demo-2026", "zx.window1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"P@ssw0rd", "Admin@123", "Qwerty-2026", "Welcome!1", "Woaini1314!", "Ab-123456", "Huawei@123"})
    void whatEverybodyTriesFirstIsRefused(String password) {
        assertThat(passwords.flaw(password, "zx.window1")).contains("identity.password.weak");
    }
}
