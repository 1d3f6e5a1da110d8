package io.confab.account;

import java.security.SecureRandom;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NameTests {

    @ParameterizedTest
    @ValueSource(strings = {"ab", "ada", "a.b_c-d", "0x", "abcdefghijklmnopqrstuvwxyz012345"})
    void aUsernameIsPlain(String text) {
        assertThat(Username.chosen(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                ".ab",
                "-ab",
                "_ab",
                "a b",
                "a/b",
                "a:b",
                "a\nb",
                "ada\n",
                "a\u0000b",
                "adä",
                "ad\u0430",
                "a@b",
                "abcdefghijklmnopqrstuvwxyz0123456"
            })
    void whatIsNotPlainIsNoUsername(String text) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Username.chosen(text))
                .returns(ErrorCode.INVALID, Refusal::code)
                .returns("username", Refusal::field);
    }

    @Test
    void capitalsAreStoredSmallButNotThoseThatOnlyLookLikeThem() {
        assertThat(Username.chosen("AdaL").value()).isEqualTo("adal");
        // The Kelvin sign, whose lower case is a plain k.
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Username.chosen("\u212Aate"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"me", "All", "here", "everyone", "guest-ada", "GUEST-1", "hook-ada"})
    void wordsThatStandForSomebodyElseAreTaken(String text) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Username.chosen(text))
                .returns(ErrorCode.USERNAME_TAKEN, Refusal::code);
    }

    @Test
    void aGuestGetsAUsernameThatNobodyCanChoose() {
        var username = Username.ofGuest(new SecureRandom());

        assertThat(username.value()).matches("guest-[a-z2-9]{10}");
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Username.chosen(username.value()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "Ada Lovelace", "李明", "O’Brien", "👩‍💻 Ada", "عمر", "می‌خواهم"})
    void aDisplayNameIsInAnyScript(String text) {
        assertThat(new DisplayName(text).value()).isEqualTo(text);
    }

    @Test
    void aDisplayNameIsStrippedAndComposed() {
        assertThat(new DisplayName("  Zoe\u0308 ").value()).isEqualTo("Zo\u00EB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "\u200D",
                "a\nb",
                "a\u0000b",
                "a\u001Bb",
                "a\u202Eb",
                "a\u2066b",
                "a\u200Fb",
                "a\u2028b",
                "a\uD800",
                "a\uE000",
                "\uFEFFa"
            })
    void whatTheEyeCannotSeeIsNoDisplayName(String text) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> new DisplayName(text))
                .returns("displayName", Refusal::field);
    }

    @Test
    void aDisplayNameHasAtMost64Characters() {
        assertThat(new DisplayName("x".repeat(64)).value()).hasSize(64);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> new DisplayName("x".repeat(65)));
    }

    @Test
    void theNetworkOfAnIpv6AddressCountsAsOne() {
        assertThat(ClientAddress.of("2001:db8:1:2::1")).isEqualTo(ClientAddress.of("2001:db8:1:2:ffff::9"));
        assertThat(ClientAddress.of("2001:db8:1:2::1")).isNotEqualTo(ClientAddress.of("2001:db8:1:3::1"));
        assertThat(ClientAddress.of("192.0.2.1")).isNotEqualTo(ClientAddress.of("192.0.2.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a\u0000b", "ada\n", "\u212Aate"})
    void whatNobodyCanBeCalledIsNotLookedUp(String text) {
        assertThat(Username.of(text)).isEmpty();
    }

    @Test
    void whatIsSearchedStandsForItself() {
        assertThat(AccountRepository.startingWith(" A_b%c\\ ")).isEqualTo("a\\_b\\%c\\\\%");
    }
}
