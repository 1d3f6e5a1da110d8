package io.confab.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.audit.Actor;
import io.confab.room.Epoch;
import io.confab.room.Head;
import io.confab.room.Members;
import io.confab.room.Role;
import io.confab.room.RoomChange;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.shared.Refusal;
import io.confab.stomp.NumberedEvent;
import io.confab.stomp.RecordingBroadcaster;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.confab.message.TestRooms.answer;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many people do whatever comes to their minds, all at once, while others look. Whatever that was, the log has no holes, and
 * everybody ends up with the same. Run a failure again with {@code -Dconfab.seed=}; threads remain free to interleave.
 */
@DatabaseTest
class LogRandomTests {

    private static final int PEOPLE = 6;
    private static final int STEPS = 60;
    private static final int REVS_BETWEEN_LOOKS = 15;
    private static final List<String> EMOJI = List.of("👍", "🎉", "❤️");

    @Autowired
    TestRooms world;

    @Autowired
    Messages messages;

    @Autowired
    Members members;

    @Autowired
    Rooms rooms;

    @Autowired
    CatchUp catchUp;

    @Autowired
    Epoch epoch;

    @Autowired
    RecordingBroadcaster broadcaster;

    @Autowired
    JdbcClient jdbc;

    private final long seed =
            Long.getLong("confab.seed", ThreadLocalRandom.current().nextLong());

    @Test
    void theLogHasNoHolesAndEverybodyEndsUpWithTheSame() throws Exception {
        var owner = world.person("owner");
        var ids = List.of(world.room(RoomKind.PUBLIC, owner), world.room(RoomKind.PUBLIC, owner));
        var looks = ids.stream().map(id -> new ConcurrentLinkedQueue<Replica>()).toList();
        run(ids, owner, looks);

        for (int i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            var frames = frames(id);
            var head = rooms.head(id).orElseThrow();
            hasNoHoles(id, head, frames);
            var truth = Replica.of(catchUp.all(id, 0)).state();
            for (var look : looks.get(i)) {
                frames.forEach(frame -> assertThat(look.take(frame)).as(told()).isTrue());
                assertThat(look.state()).as(told()).isEqualTo(truth);
            }
            isMadeWholeByChanges(id, owner, frames, truth);
        }
    }

    private void run(List<RoomId> ids, AccountId owner, List<ConcurrentLinkedQueue<Replica>> looks) throws Exception {
        var threads = Executors.newFixedThreadPool(PEOPLE + 1);
        try {
            var people = IntStream.range(0, PEOPLE)
                    .mapToObj(i -> new Person(new Random(seed + i), world.person("p" + i), owner, ids))
                    .map(person -> threads.submit((Callable<Boolean>) person::act))
                    .toList();
            var looking = threads.submit(() -> {
                var next = new long[ids.size()];
                while (people.stream().anyMatch(person -> !person.isDone())) {
                    for (int i = 0; i < ids.size(); i++) {
                        look(ids.get(i), next, i, looks.get(i));
                    }
                }
                return true;
            });
            for (var person : people) {
                assertThat(person.get()).isTrue();
            }
            assertThat(looking.get()).isTrue();
        } finally {
            threads.shutdown();
        }
    }

    /** Now and then, while everything moves. */
    private void look(RoomId id, long[] next, int room, ConcurrentLinkedQueue<Replica> looks) {
        if (rooms.head(id).orElseThrow().rev() >= next[room]) {
            var look = Replica.of(catchUp.all(id, 0));
            looks.add(look);
            next[room] = look.mine() + REVS_BETWEEN_LOOKS;
        }
    }

    private void hasNoHoles(RoomId id, Head head, List<Object> frames) {
        var events = broadcaster.events(RoomTopics.log(id)).stream()
                .sorted(Comparator.comparingLong(NumberedEvent::rev))
                .toList();
        assertThat(events).as(told()).extracting(NumberedEvent::rev).containsExactlyElementsOf(range(2, head.rev()));
        assertThat(events)
                .as(told())
                .extracting(NumberedEvent::from)
                .containsExactlyElementsOf(range(1, head.rev() - 1));
        assertThat(frames).hasSameSizeAs(events);
        assertThat(jdbc.sql("select seq from message where room = ? order by seq")
                        .param(id.value())
                        .query(Long.class)
                        .list())
                .as(told())
                .containsExactlyElementsOf(range(1, head.seq()));
    }

    /** A client that misses some frames, now and then gets one twice or an old one, and asks for changes when it sees a gap. */
    private void isMadeWholeByChanges(RoomId id, AccountId owner, List<Object> frames, String truth) {
        var random = new Random(seed);
        for (int client = 0; client < 20; client++) {
            var replica = new Replica();
            for (int i = 0; i < frames.size(); i++) {
                if (random.nextInt(12) == 0) {
                    i += random.nextInt(30);
                }
                var frame = frames.get(
                        random.nextInt(15) == 0 ? random.nextInt(frames.size()) : Math.min(i, frames.size() - 1));
                if (!replica.take(frame)) {
                    var changes = catchUp.changes(id, owner, replica.mine(), epoch.current());
                    replica = changes.reset() ? Replica.of(catchUp.all(id, 0)) : replica;
                    if (!changes.reset()) {
                        replica.take(changes);
                    }
                }
            }
            replica.take(catchUp.all(id, replica.mine()));
            assertThat(replica.state()).as(told()).isEqualTo(truth);
        }
    }

    private List<Object> frames(RoomId id) {
        return broadcaster.events(RoomTopics.log(id)).stream()
                .sorted(Comparator.comparingLong(NumberedEvent::rev))
                .map(NumberedEvent::body)
                .toList();
    }

    private String told() {
        return "seed " + seed;
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    /** Somebody who comes, goes, speaks, takes it back and reacts, by chance. Being refused is part of it. */
    private final class Person {

        private final Random random;
        private final AccountId self;
        private final AccountId owner;
        private final List<RoomId> ids;
        private final List<List<MessageView>> seen;
        private int sent;

        Person(Random random, AccountId self, AccountId owner, List<RoomId> ids) {
            this.random = random;
            this.self = self;
            this.owner = owner;
            this.ids = ids;
            this.seen =
                    ids.stream().<List<MessageView>>map(id -> new ArrayList<>()).toList();
        }

        boolean act() {
            for (int step = 0; step < STEPS; step++) {
                var which = random.nextInt(ids.size());
                try {
                    act(ids.get(which), seen.get(which));
                } catch (Refusal refused) {
                    // By a membership change.
                } catch (CompletionException refused) {
                    assertThat(refused.getCause()).as(told()).isInstanceOf(Refusal.class);
                }
            }
            return true;
        }

        private void act(RoomId id, List<MessageView> known) {
            var choice = random.nextInt(100);
            if (choice < 12) {
                members.join(id, self);
            } else if (choice < 16) {
                members.leave(id, self);
            } else if (choice < 18) {
                rooms.change(id, owner, new RoomChange(null, "by " + self + " " + step(), null, null, null, null));
            } else if (choice < 20) {
                members.changeRole(id, owner, self, random.nextBoolean() ? Role.MODERATOR : Role.MEMBER);
            } else if (choice < 21) {
                members.remove(id, owner, self);
            } else if (choice < 60 || known.isEmpty()) {
                post(id, known);
            } else {
                change(id, known, choice);
            }
        }

        /** Some at once, so that batches form, and one of them twice. */
        private void post(RoomId id, List<MessageView> known) {
            var drafts = new ArrayList<Draft>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                var original = known.isEmpty() || random.nextBoolean()
                        ? null
                        : new MessageId(any(known).id());
                drafts.add(new Draft("c" + step(), "body " + i, original));
            }
            drafts.add(drafts.get(0));
            drafts.stream().map(draft -> messages.post(id, self, draft)).toList().stream()
                    .map(TestRooms::answer)
                    .distinct()
                    .forEach(known::add);
            Collections.shuffle(known, random);
        }

        private void change(RoomId id, List<MessageView> known, int choice) {
            var message = any(known);
            var target = new MessageId(message.id());
            if (choice < 72) {
                known.set(
                        known.indexOf(message),
                        answer(messages.edit(id, self, "c" + step(), target, "edited " + sent, message.rev())));
            } else if (choice < 78) {
                answer(messages.delete(new Actor(self.value(), null), id, "c" + step(), target, null));
            } else if (choice < 82) {
                var change = random.nextBoolean() ? PinChange.ADD : PinChange.REMOVE;
                answer(messages.pin(new Actor(self.value(), null), id, "c" + step(), target, change));
            } else {
                var change = random.nextInt(3) == 0 ? ReactionChange.REMOVE : ReactionChange.ADD;
                answer(messages.react(id, self, "c" + step(), target, any(EMOJI), change));
            }
        }

        private int step() {
            return sent++;
        }

        private <T> T any(List<T> list) {
            return requireNonNull(list.get(random.nextInt(list.size())));
        }
    }
}
