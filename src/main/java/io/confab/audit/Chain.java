package io.confab.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The hashes that hold the entries of the audit log together: each covers the one before, so that nobody changes, removes
 * or inserts an entry without making all that follow anew.
 */
final class Chain {

    /*
     * SHA-256 over the hash before and the fields in the order of the record, each as its length in characters, a colon and
     * its text; "-" where there is none. With the lengths no two entries have the same text (docs/operations.md tells it
     * to whoever verifies an export with a program of their own).
     */

    static final String START = "0".repeat(64);

    private Chain() {}

    static String next(String before, AuditEntry entry) {
        return sha256(field(before) + entry.covered().stream().map(Chain::field).collect(Collectors.joining()));
    }

    private static String field(@Nullable Object value) {
        return value == null ? "-" : value.toString().length() + ":" + value;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
