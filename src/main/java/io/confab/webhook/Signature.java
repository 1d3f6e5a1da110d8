package io.confab.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a receiver who speaks, as the Standard Webhooks specification has it: HMAC-SHA-256 over the delivery's id, the
 * time of the attempt in seconds and the body, each but the last followed by a dot.
 */
final class Signature {

    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    private static final String SECRET_PREFIX = "whsec_";
    private static final int SECRET_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** {@code whsec_} and the key in Base64. */
    static String newSecret(SecureRandom random) {
        var key = new byte[SECRET_BYTES];
        random.nextBytes(key);
        return SECRET_PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** What stands in the header {@value #SIGNATURE}. */
    static String of(String secret, String id, long timestamp, String body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            var key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
            mac.init(new SecretKeySpec(key, ALGORITHM));
            var signed = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
