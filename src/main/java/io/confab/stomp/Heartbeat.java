package io.confab.stomp;

import java.time.Duration;

/**
 * What a client and the server promised each other (STOMP 1.2, "Heart-beating"): each sends something at least this
 * often; zero is no promise.
 *
 * @param server how often the server sends
 * @param client how often the client sends
 */
record Heartbeat(Duration server, Duration client) {

    static final Heartbeat NONE = new Heartbeat(Duration.ZERO, Duration.ZERO);

    /** A client that cannot send more often than this would be taken for dead. */
    static final Duration SLOWEST = Duration.ofSeconds(50);

    private static final Duration OFFERED = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    /** From the CONNECT header: {@code can} is what the client can send, {@code wants} what it wants to receive. */
    static Heartbeat negotiate(long can, long wants) {
        return new Heartbeat(agree(wants), agree(can));
    }

    private static Duration agree(long millis) {
        return millis <= 0
                ? Duration.ZERO
                : Duration.ofMillis(Math.max(Math.min(millis, LONGEST_SILENCE.toMillis()), OFFERED.toMillis()));
    }

    /**
     * After which silence the server asks for a sign of life: when what the client promised is late, and not when it is
     * just due; or after {@code ping} if it promised nothing.
     */
    Duration patience(Duration ping) {
        return clientSends() ? client.plus(GRACE) : ping;
    }

    /** After which silence a client is dead: never more than a minute, whatever it asked for. */
    Duration silence(Duration ping) {
        var twice = (clientSends() ? client : ping).multipliedBy(2).plus(GRACE);
        return twice.compareTo(LONGEST_SILENCE) < 0 ? twice : LONGEST_SILENCE;
    }

    boolean clientSends() {
        return !client.isZero();
    }

    boolean serverSends() {
        return !server.isZero();
    }
}
