package io.confab.message;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.confab.DatabaseTest;
import io.confab.room.Members;
import io.confab.room.RoomKind;
import io.confab.room.Rooms;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import static io.confab.message.TestRooms.answer;
import static io.confab.message.TestRooms.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever has read a room's head in a repeatable read finds everything else as it was then. On H2 that is so for tables
 * which are tied to the room's by foreign keys, and for no others.
 */
@DatabaseTest
class SnapshotTests {

    @Autowired
    TestRooms world;

    @Autowired
    Rooms rooms;

    @Autowired
    Messages messages;

    @Autowired
    MessageStore store;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Members members;

    @Test
    void whatHappensAfterTheHeadWasReadIsNotThere() {
        var ada = world.person("ada");
        var bob = world.person("bob");
        var room = world.room(RoomKind.PUBLIC, ada);
        var first = answer(messages.post(room, ada, new Draft(unique("p"), "first", null)));
        Runnable later = () -> {
            answer(messages.post(room, ada, new Draft(unique("p"), "later", null)));
            answer(messages.react(room, ada, unique("r"), new MessageId(first.id()), "👍", ReactionChange.ADD));
            members.join(room, bob);
        };

        repeatableRead().executeWithoutResult(reading -> {
            var head = rooms.head(room).orElseThrow();
            CompletableFuture.runAsync(later).join();

            assertThat(store.after(room, 0, 10)).extracting(StoredMessage::rev).containsExactly(first.rev());
            assertThat(store.changedSince(room, 0, 10))
                    .extracting(StoredMessage::rev)
                    .containsExactly(first.rev());
            assertThat(store.reactions(List.of(first.id()))).isEmpty();
            assertThat(rooms.membersSince(room, head.rev(), 10)).isEmpty();
            assertThat(rooms.head(room)).contains(head);
        });
        assertThat(store.after(room, 0, 10)).hasSize(2);
    }

    private TransactionTemplate repeatableRead() {
        var template = new TransactionTemplate(transactions);
        template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        template.setReadOnly(true);
        return template;
    }
}
