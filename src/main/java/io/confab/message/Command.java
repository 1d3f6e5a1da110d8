package io.confab.message;

import io.confab.account.AccountId;
import io.confab.audit.Actor;
import io.confab.room.RoomId;
import org.jspecify.annotations.Nullable;

/** What somebody asks the log to do. (room, author, clientId) is done once, however often it is asked. */
sealed interface Command {

    RoomId room();

    AccountId author();

    String clientId();

    /** The message that it is about, if that has to be there before. */
    @Nullable
    MessageId target();

    record Post(RoomId room, AccountId author, Draft draft) implements Command {

        @Override
        public String clientId() {
            return draft.clientId();
        }

        @Override
        public @Nullable MessageId target() {
            return draft.replyTo();
        }
    }

    /** @param rev the message's rev as the author saw it */
    record Edit(RoomId room, AccountId author, String clientId, MessageId target, String body, long rev)
            implements Command {

        public Edit {
            Text.requireClientId(clientId);
            Text.requireBody(body);
        }
    }

    /**
     * @param by     from where: what is not one's own is written down
     * @param reason why, for what is not one's own
     * @param purge  the id of what it is done with, null if that is alone
     */
    record Delete(
            RoomId room,
            Actor by,
            String clientId,
            MessageId target,
            @Nullable String reason,
            @Nullable Long purge) implements Command {

        public Delete {
            Text.requireClientId(clientId);
            if (reason != null) {
                Text.requireReason(reason);
            }
        }

        @Override
        public AccountId author() {
            return new AccountId(by.account());
        }
    }

    /** Brings back what was taken away with a purge. */
    record Restore(RoomId room, AccountId author, String clientId, MessageId target, long purge) implements Command {}

    record Pin(RoomId room, Actor by, String clientId, MessageId target, PinChange change) implements Command {

        public Pin {
            Text.requireClientId(clientId);
        }

        @Override
        public AccountId author() {
            return new AccountId(by.account());
        }
    }

    record React(RoomId room, AccountId author, String clientId, MessageId target, Emoji emoji, ReactionChange change)
            implements Command {

        public React {
            Text.requireClientId(clientId);
        }
    }
}
