package io.confab.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.account.AccountView;
import org.jspecify.annotations.Nullable;

/** What somebody is told about a room on their own queue. The names are the {@code type} on the wire. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "invitation.created", value = RoomNotice.InvitationCreated.class),
    @Type(name = "membership.ended", value = RoomNotice.MembershipEnded.class)
})
sealed interface RoomNotice {

    record InvitationCreated(InvitedRoom room, AccountView invitedBy) implements RoomNotice {}

    record MembershipEnded(long room, Reason reason) implements RoomNotice {}

    enum Reason {
        LEFT,
        REMOVED
    }

    /** As much of a private room as somebody who is invited may see. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InvitedRoom(long id, @Nullable String name, RoomKind kind) {}
}
