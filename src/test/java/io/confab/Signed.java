package io.confab;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.confab.webhook.Receiver.Received;

/** Verifies what a receiver was sent, with nothing of the server's, as any receiver does it. */
final class Signed {

    private static final String PREFIX = "whsec_";

    private Signed() {}

    static boolean isBy(String secret, Received received) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256"));
        var content = received.id() + "." + received.timestamp() + "." + received.body();
        return received.signature()
                .equals("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8))));
    }
}
