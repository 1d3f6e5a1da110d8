package io.confab.bench;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Whom the load generator plays.
 *
 * @param dialect what posts and deliveries look like
 * @param path where the server takes WebSockets
 * @param login for CONNECT, where there are no tokens
 * @param host the virtual host, for CONNECT
 * @param sendTo where posts go; {@code %s} is the room
 * @param listenTo where deliveries come from; {@code %s} is the room
 * @param heartbeat what a client offers and asks for, in milliseconds; 0 is none
 * @param also what every client subscribes to besides; {@code %s} is the room
 * @param sync whether a client asks for what it missed when it has connected
 */
record Plan(
        Dialect dialect,
        int port,
        String path,
        @Nullable String login,
        String host,
        String sendTo,
        String listenTo,
        int heartbeat,
        List<String> also,
        boolean sync,
        List<Seat> seats) {

    Plan with(List<Seat> others) {
        return new Plan(dialect, port, path, login, host, sendTo, listenTo, heartbeat, also, sync, others);
    }

    /** One connection. */
    record Seat(@Nullable String token, String room, boolean sends, boolean listens) {}
}
