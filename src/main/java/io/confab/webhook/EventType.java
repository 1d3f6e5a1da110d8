package io.confab.webhook;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;

/** What a webhook may be told of: a closed list. */
enum EventType {
    MESSAGE_POSTED("message.posted", Stream.LOG),
    MESSAGE_EDITED("message.edited", Stream.LOG),
    MESSAGE_DELETED("message.deleted", Stream.LOG),
    /** Reactions, pins, and what was brought back. */
    MESSAGE_CHANGED("message.changed", Stream.LOG),
    MEMBER_JOINED("member.joined", Stream.LOG),
    MEMBER_LEFT("member.left", Stream.LOG),
    MEMBER_CHANGED("member.changed", Stream.LOG),
    ROOM_CHANGED("room.changed", Stream.LOG),
    SANCTION_IMPOSED("sanction.imposed", Stream.MODERATION),
    SANCTION_LIFTED("sanction.lifted", Stream.MODERATION),
    MESSAGES_PURGED("messages.purged", Stream.MODERATION),
    PURGE_UNDONE("purge.undone", Stream.MODERATION),
    ADDRESS_BAN_IMPOSED("address-ban.imposed", Stream.MODERATION),
    ADDRESS_BAN_LIFTED("address-ban.lifted", Stream.MODERATION),
    PRESENCE_ONLINE("presence.online", Stream.PRESENCE),
    PRESENCE_AWAY("presence.away", Stream.PRESENCE),
    PRESENCE_DO_NOT_DISTURB("presence.do-not-disturb", Stream.PRESENCE),
    PRESENCE_DROPPED("presence.dropped", Stream.PRESENCE),
    PRESENCE_OFFLINE("presence.offline", Stream.PRESENCE);

    /** Where it is read: each is a numbered log, and a webhook has its place in it. */
    enum Stream {
        /** Of a room: what is said, and who is there. */
        LOG,
        /** What is done by rank, as the audit log has it. */
        MODERATION,
        /** How people are seen. For the server as a whole. */
        PRESENCE
    }

    private final String wire;
    private final Stream stream;

    EventType(String wire, Stream stream) {
        this.wire = wire;
        this.stream = stream;
    }

    String wire() {
        return wire;
    }

    Stream stream() {
        return stream;
    }

    static Optional<EventType> of(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
    }

    /** For a {@code presence} as it is named. */
    static Optional<EventType> ofPresence(String name) {
        return of("presence." + name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** @throws Refusal {@code invalid} if there is none, or one that is not on the list or not of a room */
    static Set<EventType> parse(Collection<String> names, boolean ofRoom) {
        var types = EnumSet.noneOf(EventType.class);
        for (var name : names) {
            types.add(of(name).filter(type -> !ofRoom || type.stream != Stream.PRESENCE)
                    .orElseThrow(() -> invalid(ofRoom)));
        }
        if (types.isEmpty()) {
            throw invalid(ofRoom);
        }
        return types;
    }

    private static Refusal invalid(boolean ofRoom) {
        return ErrorCode.INVALID
                .because("An event is one of "
                        + Arrays.stream(values())
                                .filter(type -> !ofRoom || type.stream != Stream.PRESENCE)
                                .map(EventType::wire)
                                .collect(Collectors.joining(", "))
                        + ".")
                .at("events");
    }
}
