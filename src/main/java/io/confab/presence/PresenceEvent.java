package io.confab.presence;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.account.AccountView;
import org.jspecify.annotations.Nullable;

/**
 * What is told of presence: it holds for a moment and is not repeated. The names are the {@code type} on the wire: add to
 * them, never rename one.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "typing.started", value = PresenceEvent.TypingStarted.class),
    @Type(name = "presence.changed", value = PresenceEvent.PresenceChanged.class),
    @Type(name = "presence.own", value = PresenceEvent.PresenceOwn.class)
})
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface PresenceEvent {

    /** Somebody types; to be shown for 6 s, within which it is sent again by whoever types on. */
    record TypingStarted(long room, AccountView account) implements PresenceEvent {}

    /**
     * People came, went or changed, in a room or on the watch list of whoever is told.
     *
     * @param room, counts, complete null on a watch list
     * @param complete whether {@code members} are all that changed, as in a room that is not large
     */
    record PresenceChanged(
            @Nullable Long room,
            @Nullable Counts counts,
            @Nullable Boolean complete,
            List<PersonView> members) implements PresenceEvent {

        PresenceChanged(RoomPresence state) {
            this(state.room(), state.counts(), state.complete(), state.members());
        }

        static PresenceChanged watched(List<PersonView> members) {
            return new PresenceChanged(null, null, null, members);
        }
    }

    /** One's own presence is another. */
    record PresenceOwn(
            Availability availability,
            Presence presence,
            @Nullable Status status) implements PresenceEvent {

        PresenceOwn(OwnPresence own) {
            this(own.availability(), own.presence(), own.status());
        }
    }
}
