package io.confab.shared;

/**
 * Every reason for which the server refuses something: a closed list. The {@linkplain #wire() wire name} is part of the
 * protocol, over HTTP and over STOMP alike; add to the list, never rename an entry.
 */
public enum ErrorCode {
    MALFORMED(400, "Not well-formed"),
    INVALID(400, "Not valid"),
    UNSUPPORTED(400, "Not supported"),
    UNKNOWN_DESTINATION(404, "No such destination"),
    UNAUTHENTICATED(401, "Not signed in"),
    BAD_CREDENTIALS(401, "Wrong name or password"),
    CSRF(403, "The CSRF token is missing or wrong"),
    FORBIDDEN(403, "Not allowed"),
    OUTRANKED(403, "Somebody above decided this"),
    NOT_A_MEMBER(403, "Not a member"),
    MUTED(403, "Muted"),
    READ_ONLY(403, "Read only"),
    BANNED(403, "Banned"),
    ROOM_LOCKED(403, "The room is locked"),
    ANNOUNCEMENTS_ONLY(403, "Announcements only"),
    NO_DIRECT_MESSAGES(403, "No direct messages"),
    REQUEST_PENDING(403, "Not accepted yet"),
    SIGN_UP_CLOSED(403, "Sign-up is closed"),
    INVITE_REQUIRED(403, "An invite is required"),
    SET_UP_CODE_REQUIRED(403, "The set-up code is required"),
    GUESTS_DISABLED(403, "Guests are not admitted"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    USERNAME_TAKEN(409, "The name is taken"),
    ROOM_NAME_TAKEN(409, "The name is taken"),
    ROOM_ARCHIVED(409, "The room is archived"),
    LAST_OWNER(409, "A room needs an owner"),
    STALE(409, "Changed in the meantime"),
    TOO_LARGE(413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    TOO_MANY_SESSIONS(429, "Too many connections"),
    TOO_MANY_SUBSCRIPTIONS(429, "Too many subscriptions"),
    SLOW_MODE(429, "Slow mode"),
    RATE_LIMITED(429, "Too fast"),
    INTERNAL(500, "Something went wrong"),
    BUSY(503, "Busy"),
    UNAVAILABLE(503, "Unavailable");

    private final int status;
    private final String title;

    ErrorCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The code as clients see it: {@code not-a-member}. */
    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** A short summary in English, the same for every occurrence. */
    public String title() {
        return title;
    }

    /** A refusal for this reason; {@code detail} is shown to whoever asked, so it names nothing they may not see. */
    public Refusal because(String detail) {
        return new Refusal(this, detail, null, null);
    }
}
