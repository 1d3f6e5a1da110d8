package io.confab.room;

import java.util.concurrent.atomic.AtomicInteger;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.TestAccounts;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.stomp.Destination;
import io.confab.stomp.SignedIn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
class RoomGuardTests {

    private static final AtomicInteger NAMES = new AtomicInteger();

    @Autowired
    RoomGuard guard;

    @Autowired
    Rooms rooms;

    @Autowired
    TestAccounts accounts;

    @Test
    void guardsTheTopicsOfRoomsAndTheNoticesAndNothingElse() {
        var room = new RoomId(7);

        assertThat(guard.guards(RoomTopics.log(room))).isTrue();
        assertThat(guard.guards(RoomTopics.presence(room))).isTrue();
        assertThat(guard.guards(Destination.user("notices"))).isTrue();
        assertThat(guard.guards(Destination.topic("rooms", "07"))).isFalse();
        assertThat(guard.guards(Destination.topic("rooms", "7", "secrets"))).isFalse();
        assertThat(guard.guards(Destination.topic("rooms"))).isFalse();
        assertThat(guard.guards(Destination.user("rooms", "7"))).isFalse();
    }

    @Test
    void onlyMembersSubscribeToAPrivateRoomAndEverybodyToAPublicOne() {
        var ada = person("guarded-ada");
        var bob = person("guarded-bob");
        var open = room(ada, RoomKind.PUBLIC);
        var closed = room(ada, RoomKind.PRIVATE);

        assertThatCode(() -> guard.check(RoomTopics.log(open), bob)).doesNotThrowAnyException();
        assertThatCode(() -> guard.check(RoomTopics.log(closed), ada)).doesNotThrowAnyException();
        refused(RoomTopics.log(closed), bob);
        refused(RoomTopics.presence(closed), bob);
        refused(RoomTopics.log(new RoomId(999_999)), ada);
    }

    private void refused(Destination destination, SignedIn subscriber) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> guard.check(destination, subscriber))
                .returns(ErrorCode.NOT_FOUND, Refusal::code);
    }

    private RoomId room(SignedIn owner, RoomKind kind) {
        var name = "guarded " + NAMES.incrementAndGet();
        return new RoomId(rooms.create(AccountId.of(owner), name, kind, null).id());
    }

    private SignedIn person(String name) {
        return new Somebody(accounts.person(name).value());
    }

    private record Somebody(long account) implements SignedIn {

        @Override
        public String signIn() {
            return "sign-in";
        }

        @Override
        public boolean fromCookie() {
            return true;
        }

        @Override
        public String getName() {
            return Long.toString(account);
        }
    }
}
