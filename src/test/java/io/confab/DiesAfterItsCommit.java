package io.confab;

import io.confab.account.AccountId;
import io.confab.message.Draft;
import io.confab.message.PostingRule;
import io.confab.room.RoomId;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Ends the process, as {@code kill -9} does it, when a certain text is committed and before anybody hears of it. */
@Component
@ConditionalOnProperty("confab.test.last-word")
class DiesAfterItsCommit implements PostingRule {

    static final String LAST_WORD = "the last word";

    @Override
    public void check(RoomId room, AccountId author, Draft draft) {
        if (draft.body().equals(LAST_WORD) && isWriting()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    Runtime.getRuntime().halt(137);
                }
            });
        }
    }

    private static boolean isWriting() {
        return TransactionSynchronizationManager.isSynchronizationActive()
                && !TransactionSynchronizationManager.isCurrentTransactionReadOnly();
    }
}
