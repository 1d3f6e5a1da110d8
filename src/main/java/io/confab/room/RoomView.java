package io.confab.room;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.confab.account.AccountView;
import org.jspecify.annotations.Nullable;

/**
 * A room as somebody sees it. {@code head}, {@code memberCount}, {@code membership} and
 * {@code members} are answers to somebody's request;
 * in an event, which is the same for everybody, they are null.
 *
 * @param rev of the room's own last change
 * @param members all of them, in a direct room, which has them for a name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoomView(
        long id,
        @Nullable String name,
        RoomKind kind,
        String description,
        long rev,
        long firstSeq,
        Instant createdAt,
        @Nullable Instant archivedAt,
        @Nullable Head head,
        @Nullable Integer memberCount,
        @Nullable MemberView membership,
        @Nullable List<AccountView> members,
        @JsonUnwrapped RoomMode mode) {

    public RoomView(
            long id,
            @Nullable String name,
            RoomKind kind,
            String description,
            long rev,
            long firstSeq,
            Instant createdAt,
            @Nullable Instant archivedAt,
            @Nullable Head head,
            @Nullable Integer memberCount,
            @Nullable MemberView membership,
            @Nullable List<AccountView> members) {
        this(
                id,
                name,
                kind,
                description,
                rev,
                firstSeq,
                createdAt,
                archivedAt,
                head,
                memberCount,
                membership,
                members,
                RoomMode.NONE);
    }
}
