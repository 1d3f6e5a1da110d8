package io.confab.stomp;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A destination that passed the grammar. A client's string goes no further than {@link #parse}: what it asked for is
 * looked up by these parts, so that no wildcard, escape or odd spelling has a meaning anywhere.
 *
 * <pre>
 * destination = ("/app" / "/topic" / "/user/queue") 1*4("/" segment)
 * segment     = 1*64(a-z / 0-9 / "-" / "_" / ".")      no leading dot
 * </pre>
 */
public record Destination(Kind kind, List<String> segments) {

    public enum Kind {
        /** Handled by a controller. */
        APP("/app"),
        /** Goes to whoever subscribes and may. */
        TOPIC("/topic"),
        /** Goes to one account, on each of its connections that subscribes. */
        USER("/user/queue");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    private static final int MAX_LENGTH = 300;
    private static final Pattern SEGMENTS = Pattern.compile("(/[a-z0-9_-][a-z0-9._-]{0,63}){1,4}");
    // 18 digits always fit a long, and a leading zero would give one thing two names.
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    public Destination {
        segments = List.copyOf(segments);
    }

    /** The parts of a destination, or nothing if the grammar does not know it. */
    public static Optional<Destination> parse(String destination) {
        if (destination.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        for (var kind : Kind.values()) {
            if (destination.startsWith(kind.prefix + "/")) {
                var rest = destination.substring(kind.prefix.length());
                return SEGMENTS.matcher(rest).matches()
                        ? Optional.of(
                                new Destination(kind, List.of(rest.substring(1).split("/"))))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    public static Destination topic(String... segments) {
        return new Destination(Kind.TOPIC, List.of(segments));
    }

    public static Destination user(String... segments) {
        return new Destination(Kind.USER, List.of(segments));
    }

    /** Whether this has the shape: {@code matches(TOPIC, "rooms", "*")}, where {@code *} stands for an id, {@code +} for any segment. */
    public boolean matches(Kind kind, String... shape) {
        if (this.kind != kind || segments.size() != shape.length) {
            return false;
        }
        for (int i = 0; i < shape.length; i++) {
            var segment = segments.get(i);
            if (shape[i].equals("+")) {
                continue;
            }
            if (shape[i].equals("*") ? !ID.matcher(segment).matches() : !shape[i].equals(segment)) {
                return false;
            }
        }
        return true;
    }

    /** The segment at {@code index} as an id. Call it for what {@link #matches} found to be one. */
    public long id(int index) {
        return Long.parseLong(segments.get(index));
    }

    /** As it stands on the wire. */
    @Override
    public String toString() {
        return kind.prefix + "/" + String.join("/", segments);
    }
}
