package io.confab.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * bcrypt over the SHA-384 of the password. bcrypt itself takes 72 bytes, which is 18 emoji; the digest in Base64 is 64
 * characters, whatever the password, and has no zero byte in it, at which bcrypt would stop.
 */
final class PrehashedBcrypt implements PasswordEncoder {

    private final BCryptPasswordEncoder bcrypt;

    PrehashedBcrypt(int strength) {
        bcrypt = new BCryptPasswordEncoder(strength);
    }

    @Override
    public @Nullable String encode(@Nullable CharSequence password) {
        return password == null ? null : bcrypt.encode(digest(password));
    }

    @Override
    public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
        return password != null && encoded != null && bcrypt.matches(digest(password), encoded);
    }

    @Override
    public boolean upgradeEncoding(@Nullable String encoded) {
        return bcrypt.upgradeEncoding(encoded);
    }

    private static String digest(CharSequence password) {
        try {
            var digest = MessageDigest.getInstance("SHA-384")
                    .digest(password.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
