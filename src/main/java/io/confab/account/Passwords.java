package io.confab.account;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.stereotype.Component;

/** How passwords are chosen, kept and compared. */
@Component
class Passwords {

    static final int MIN_LENGTH = 8;
    static final int MAX_LENGTH = 128;

    private static final String CURRENT = "sha384-bcrypt";

    private final PasswordEncoder encoder;

    /** What a password is compared with where there is none, so that both take the same time. */
    private final String nobodys;

    Passwords(AccountSettings settings) {
        // The others are for accounts that come from elsewhere; they are renewed at the first sign-in.
        encoder = new DelegatingPasswordEncoder(
                CURRENT,
                Map.of(
                        CURRENT,
                        new PrehashedBcrypt(settings.passwordStrength()),
                        "bcrypt",
                        new BCryptPasswordEncoder(),
                        "pbkdf2@SpringSecurity_v5_8",
                        Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
        nobodys = encode(new Secret(UUID.randomUUID().toString()));
    }

    /** @throws io.confab.shared.Refusal {@code invalid} if nobody should have this password */
    void requireAcceptable(Secret chosen, String field) {
        int length = chosen.value().length();
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw ErrorCode.INVALID
                    .because("A password has " + MIN_LENGTH + " to " + MAX_LENGTH + " characters.")
                    .at(field);
        }
    }

    String encode(Secret password) {
        return Objects.requireNonNull(encoder.encode(password.value()));
    }

    /** Takes the same time whether there is a password or not. */
    boolean match(Secret password, @Nullable String encoded) {
        // Longer than any that was chosen: not worth a digest of megabytes.
        if (password.value().length() > MAX_LENGTH) {
            return false;
        }
        boolean same = encoder.matches(password.value(), encoded == null ? nobodys : encoded);
        return same && encoded != null;
    }

    boolean isOutdated(String encoded) {
        return encoder.upgradeEncoding(encoded);
    }
}
