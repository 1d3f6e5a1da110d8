package io.confab.message;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountView;
import org.jspecify.annotations.Nullable;

/**
 * A message in its current state. A deleted one keeps its place and says nothing.
 *
 * @param rev        of its last change
 * @param replyTo    the id of a message of the same room
 * @param replyToSeq the place of that message
 * @param mentions   null if it mentions nobody
 * @param removed    null unless somebody deleted it who did not write it
 * @param pinned     null unless it is pinned
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        long id,
        long room,
        long seq,
        long rev,
        AccountView author,
        String body,
        String clientId,
        @Nullable Long replyTo,
        @Nullable Long replyToSeq,
        Instant createdAt,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        List<ReactionView> reactions,
        @Nullable MentionsView mentions,
        @Nullable RemovedView removed,
        @Nullable PinnedView pinned) {

    /** Why a message was deleted by somebody else. Who that was is for those who moderate. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RemovedView(@Nullable String reason) {}

    public record PinnedView(Instant at, AccountView by) {}
}
