package io.confab.report;

import java.time.Instant;

import io.confab.account.AccountId;
import io.confab.room.RoomId;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;

/** A case as its row says it, and what may become of it. */
record Case(
        long id,
        AccountId subject,
        @Nullable RoomId room,
        @Nullable Long message,
        CaseState state,
        @Nullable AccountId handler,
        Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable String note) {

    /** In somebody's hand, also if it was in another's: they may be away. */
    Case takenBy(AccountId account) {
        requireOpen();
        return with(CaseState.IN_HAND, account, null, null);
    }

    /** Back into the queue. */
    Case released(AccountId account) {
        requireOpen();
        requireNotInHandOfAnother(account);
        return with(CaseState.OPEN, null, null, null);
    }

    /** In my hand after all: what was decided was a slip, or there is more to say. */
    Case reopened(AccountId account) {
        requireClosed();
        return with(CaseState.IN_HAND, account, null, null);
    }

    /** Back into the queue, because somebody appeals against what came of it; it stays where it is if it is open. */
    Case appealed() {
        return state.isClosed() ? with(CaseState.OPEN, null, null, null) : this;
    }

    Case closed(AccountId account, CaseState outcome, @Nullable String why, Instant now) {
        requireOpen();
        requireNotInHandOfAnother(account);
        if (!outcome.isClosed()) {
            throw ErrorCode.INVALID
                    .because("A case is closed as RESOLVED or DISMISSED.")
                    .at("outcome");
        }
        return with(outcome, account, now, why);
    }

    private void requireClosed() {
        if (!state.isClosed()) {
            throw ErrorCode.STALE.because("The case is open.");
        }
    }

    private void requireOpen() {
        if (state.isClosed()) {
            throw ErrorCode.STALE.because("The case was closed in the meantime.");
        }
    }

    private void requireNotInHandOfAnother(AccountId account) {
        if (handler != null && !handler.equals(account)) {
            throw ErrorCode.STALE.because("The case is in another's hand: take it first.");
        }
    }

    private Case with(CaseState next, @Nullable AccountId by, @Nullable Instant closed, @Nullable String why) {
        return new Case(id, subject, room, message, next, by, openedAt, closed, why);
    }
}
