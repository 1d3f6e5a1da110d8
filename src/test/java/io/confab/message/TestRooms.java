package io.confab.message;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import io.confab.account.AccountId;
import io.confab.account.TestAccounts;
import io.confab.room.Members;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.springframework.boot.test.context.TestComponent;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Rooms and people for the tests of the log, each with a name of its own. */
@TestComponent
class TestRooms {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Rooms rooms;
    private final Members members;
    private final TestAccounts accounts;

    TestRooms(Rooms rooms, Members members, TestAccounts accounts) {
        this.rooms = rooms;
        this.members = members;
        this.accounts = accounts;
    }

    static String unique(String start) {
        return start + "-" + NAMES.incrementAndGet();
    }

    AccountId person(String name) {
        return accounts.person(unique(name));
    }

    AccountId administrator() {
        return accounts.administrator(unique("root"));
    }

    RoomId room(RoomKind kind, AccountId owner, AccountId... others) {
        var room = new RoomId(rooms.create(owner, unique("room"), kind, null).id());
        for (var other : others) {
            members.join(room, other);
        }
        return room;
    }

    /** The answer, once it is there. */
    static <T> T answer(CompletionStage<T> stage) {
        try {
            return requireNonNull(stage.toCompletableFuture().get(20, TimeUnit.SECONDS));
        } catch (ExecutionException failure) {
            throw new CompletionException(failure.getCause());
        } catch (InterruptedException | TimeoutException failure) {
            throw new AssertionError("No answer", failure);
        }
    }

    static void refused(ErrorCode code, CompletionStage<?> stage) {
        assertThatThrownBy(() -> answer(stage)).cause().isInstanceOfSatisfying(Refusal.class, refusal -> {
            if (refusal.code() != code) {
                throw new AssertionError("Refused as " + refusal.code() + " instead of " + code);
            }
        });
    }
}
