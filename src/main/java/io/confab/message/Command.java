package io.confab.message;

import io.confab.account.AccountId;
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

    record Delete(RoomId room, AccountId author, String clientId, MessageId target) implements Command {

        public Delete {
            Text.requireClientId(clientId);
        }
    }

    record React(RoomId room, AccountId author, String clientId, MessageId target, Emoji emoji, ReactionChange change)
            implements Command {

        public React {
            Text.requireClientId(clientId);
        }
    }
}
