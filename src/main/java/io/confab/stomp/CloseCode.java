package io.confab.stomp;

import org.springframework.web.socket.CloseStatus;

/** Why the server closes a connection: a closed list, part of the protocol. */
public enum CloseCode {
    SIGNED_OUT(4001, "signed out"),
    BANNED(4003, "banned"),
    TOO_SLOW(4008, "too slow to read"),
    EVICTED(4009, "evicted"),
    RESTARTING(1012, "restarting");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    CloseStatus status() {
        return new CloseStatus(code, reason);
    }
}
