package io.confab.account;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

import io.confab.shared.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How a new server gets its administrator: it is the first account that registers on the machine itself, or the first
 * that brings the code which the server prints when it starts without one.
 */
@Component
class SetUp {

    /*
     * "On the machine itself" has to be beyond doubt. The address alone is not: a proxy on the same machine has it too,
     * and so has a page that a browser on the machine was lured to, whose own host name was made to resolve to
     * loopback. So a forwarding header, or a Host that is not loopback's, is the end of it; and where the server is
     * told to believe forwarding headers, the address is what somebody wrote, and only the code counts.
     */

    private static final Logger log = LoggerFactory.getLogger(SetUp.class);

    private static final Set<String> LOOPBACK_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<String> FORWARDING_HEADERS = Set.of("forwarded", "via", "x-real-ip");
    private static final String FORWARDING_PREFIX = "x-forwarded-";

    private static final String CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int CODE_GROUPS = 4;
    private static final int CODE_GROUP_LENGTH = 5;

    private final JdbcClient jdbc;
    private final boolean believesForwardingHeaders;
    private final String code = newCode(new SecureRandom());

    SetUp(JdbcClient jdbc, @Value("${server.forward-headers-strategy:none}") String forwardHeaders) {
        this.jdbc = jdbc;
        this.believesForwardingHeaders = !forwardHeaders.equalsIgnoreCase("none");
    }

    /** Whether there is no administrator. */
    boolean isOpen() {
        return jdbc.sql("select count(*) from set_up where administrator is null")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The same, and it stays so until the end of the transaction unless this one {@linkplain #complete completes} it. */
    boolean isOpenForMe() {
        return jdbc.sql("select administrator from set_up where id = 1 for update")
                .query((row, number) -> row.getObject(1) == null)
                .single();
    }

    void complete(AccountId administrator) {
        jdbc.sql("update set_up set administrator = ? where id = 1")
                .param(administrator.value())
                .update();
        log.info("Account {} is the administrator", administrator.value());
    }

    /** @throws io.confab.shared.Refusal {@code set-up-code-required} if this one must not become the administrator */
    void requireMayBecomeAdministrator(boolean onThisMachine, @Nullable Secret broughtCode) {
        if (!onThisMachine && (broughtCode == null || !isCode(broughtCode.value()))) {
            throw ErrorCode.SET_UP_CODE_REQUIRED.because(
                    "This server has no administrator yet. Its log names the set-up code, or register on the machine itself.");
        }
    }

    boolean isOnThisMachine(HttpServletRequest request) {
        return !believesForwardingHeaders
                && isLoopback(request.getRemoteAddr())
                && LOOPBACK_HOSTS.contains(request.getServerName().toLowerCase(Locale.ROOT))
                && Collections.list(request.getHeaderNames()).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .noneMatch(name -> name.startsWith(FORWARDING_PREFIX) || FORWARDING_HEADERS.contains(name));
    }

    String code() {
        return code;
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        if (isOpen()) {
            log.warn("There is no administrator. Register on this machine, or with the set-up code {}", code);
        }
    }

    private boolean isCode(String brought) {
        return MessageDigest.isEqual(
                brought.strip().toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
                code.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isLoopback(String address) {
        try {
            // A literal: nothing is looked up.
            return InetAddress.getByName(Objects.requireNonNull(address)).isLoopbackAddress();
        } catch (UnknownHostException malformed) {
            return false;
        }
    }

    private static String newCode(SecureRandom random) {
        var code = new StringBuilder();
        for (int group = 0; group < CODE_GROUPS; group++) {
            if (group > 0) {
                code.append('-');
            }
            for (int i = 0; i < CODE_GROUP_LENGTH; i++) {
                code.append(CODE_ALPHABET.charAt(random.nextInt(CODE_ALPHABET.length())));
            }
        }
        return code.toString();
    }
}
