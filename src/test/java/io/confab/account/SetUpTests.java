package io.confab.account;

import java.util.Locale;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SetUpTests {

    final SetUp setUp = new SetUp(Mockito.mock(JdbcClient.class), "none");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "0:0:0:0:0:0:0:1"})
    void loopbackIsOnThisMachine(String address) {
        assertThat(setUp.isOnThisMachine(request("localhost", address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "10.0.0.1", "2001:db8::1", "::ffff:192.0.2.7"})
    void anyOtherAddressIsElsewhere(String address) {
        assertThat(setUp.isOnThisMachine(request("localhost", address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Forwarded", "X-Forwarded-For", "x-forwarded-proto", "X-Forwarded-Anything", "X-Real-IP", "Via"})
    void aForwardingHeaderIsElsewhere(String header) {
        var request = request("localhost", "127.0.0.1");
        request.addHeader(header, "whatever");

        assertThat(setUp.isOnThisMachine(request)).isFalse();
    }

    @Test
    void aHostNameThatWasMadeToResolveToLoopbackIsElsewhere() {
        assertThat(setUp.isOnThisMachine(request("evil.example", "127.0.0.1"))).isFalse();
        assertThat(setUp.isOnThisMachine(request("127.0.0.1", "127.0.0.1"))).isTrue();
        assertThat(setUp.isOnThisMachine(request("[::1]", "::1"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "framework"})
    void whereForwardingHeadersAreBelievedNobodyIsOnThisMachine(String strategy) {
        var behindProxy = new SetUp(Mockito.mock(JdbcClient.class), strategy);

        assertThat(behindProxy.isOnThisMachine(request("localhost", "127.0.0.1")))
                .isFalse();
    }

    @Test
    void fromElsewhereItTakesTheCode() {
        assertThatCode(() -> setUp.requireMayBecomeAdministrator(false, new Secret(setUp.code())))
                .doesNotThrowAnyException();
        assertThatCode(() -> setUp.requireMayBecomeAdministrator(
                        false, new Secret(" " + setUp.code().toLowerCase(Locale.ROOT))))
                .doesNotThrowAnyException();
        for (var wrong :
                new String[] {"", "AAAAA-AAAAA-AAAAA-AAAAA", setUp.code().substring(1)}) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> setUp.requireMayBecomeAdministrator(false, new Secret(wrong)))
                    .returns(ErrorCode.SET_UP_CODE_REQUIRED, Refusal::code);
        }
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> setUp.requireMayBecomeAdministrator(false, null));
    }

    @Test
    void onThisMachineItTakesNone() {
        assertThatCode(() -> setUp.requireMayBecomeAdministrator(true, null)).doesNotThrowAnyException();
    }

    @Test
    void theCodeIsAnotherOneEachTime() {
        assertThat(setUp.code())
                .matches("([A-Z2-9]{5}-){3}[A-Z2-9]{5}")
                .isNotEqualTo(new SetUp(Mockito.mock(JdbcClient.class), "none").code());
    }

    private static MockHttpServletRequest request(String host, String address) {
        var request = new MockHttpServletRequest();
        request.setServerName(host);
        request.setRemoteAddr(address);
        return request;
    }
}
