package io.confab.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignatureTests {

    /** The example of the Standard Webhooks specification, which its reference implementations verify. */
    @Test
    void isWhatTheSpecificationSays() {
        assertThat(Signature.of(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aSecretIsAKeyOf32Bytes() {
        var secret = Signature.newSecret(new SecureRandom());
        assertThat(secret).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSize(32);
        assertThat(Signature.newSecret(new SecureRandom())).isNotEqualTo(secret);
    }

    /** By a program that has nothing to do with Java. */
    @Test
    void opensslAgrees() throws IOException, InterruptedException {
        var secret = Signature.newSecret(new SecureRandom());
        var body = "{\"type\":\"message.posted\",\"data\":{\"body\":\"grüß dich, 世界 🎉\"}}";
        var key = HexFormat.of().formatHex(Base64.getDecoder().decode(secret.substring("whsec_".length())));
        Process openssl;
        try {
            openssl = new ProcessBuilder(
                            "openssl", "dgst", "-sha256", "-mac", "HMAC", "-macopt", "hexkey:" + key, "-binary")
                    .start();
        } catch (IOException missing) {
            Assumptions.abort("openssl is not installed");
            return;
        }
        try (var in = openssl.getOutputStream()) {
            in.write(("msg_1.1700000000." + body).getBytes(StandardCharsets.UTF_8));
        }
        var digest = openssl.getInputStream().readAllBytes();
        assertThat(openssl.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(Signature.of(secret, "msg_1", 1_700_000_000, body))
                .isEqualTo("v1," + Base64.getEncoder().encodeToString(digest));
    }
}
