package io.confab.moderation;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountView;
import io.confab.room.RoomRef;
import org.jspecify.annotations.Nullable;

/**
 * A decision as those see it whom it concerns.
 *
 * @param room  null for the whole server
 * @param until null if it has no end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SanctionView(
        long id,
        SanctionKind kind,
        AccountView account,
        @Nullable RoomRef room,
        String reason,
        AccountView imposedBy,
        Instant createdAt,
        @Nullable Instant until,
        @Nullable Instant liftedAt,
        @Nullable AccountView liftedBy,
        @Nullable AppealView appeal) {

    /** What the person said against it, and what came of that. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AppealView(String text, Instant at, @Nullable AnswerView answer) {}

    record AnswerView(Appeal.Outcome outcome, String text, AccountView by, Instant at) {}
}
