package io.confab.report;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountView;
import io.confab.room.RoomRef;
import org.jspecify.annotations.Nullable;

/**
 * A case as those who moderate see it.
 *
 * @param subject  whom it is about
 * @param message  the id of the message that was reported, null if the account as such was
 * @param handler  in whose hand it is, or was when it was closed
 * @param reports  how many joined it
 * @param note     what its closing was explained with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CaseView(
        long id,
        AccountView subject,
        @Nullable RoomRef room,
        @Nullable Long message,
        CaseState state,
        @Nullable AccountView handler,
        Instant openedAt,
        @Nullable Instant closedAt,
        int reports,
        @Nullable String note) {

    /** @param messages the reported one and those around it, oldest first, as they were said */
    record Full(CaseView summary, List<ReportView> reports, List<KeptMessage> messages) {}

    record ReportView(AccountView reporter, Category category, String text, Instant createdAt) {}

    /** @param deleted whether it was deleted before it was reported: what it said is not known then */
    record KeptMessage(long id, long seq, AccountView author, String body, Instant createdAt, boolean deleted) {}
}
