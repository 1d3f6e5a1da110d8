package io.confab.room;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.TestAccounts;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.stomp.Destination;
import io.confab.stomp.SignedIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
class ModerationGuardTests {

    private static final AtomicInteger NAMES = new AtomicInteger();

    @Autowired
    ModerationGuard guard;

    @Autowired
    RoomGuard roomGuard;

    @Autowired
    Rooms rooms;

    @Autowired
    Members members;

    @Autowired
    ClosedRooms closedRooms;

    @Autowired
    TestAccounts accounts;

    String suffix = "";

    @BeforeEach
    void newNames() {
        suffix = "-" + NAMES.incrementAndGet();
    }

    @Test
    void guardsTheTopicOfEachRoomAndNobodyElseDoes() {
        var topic = RoomTopics.moderation(new RoomId(7));

        assertThat(topic).hasToString("/topic/rooms/7/moderation");
        assertThat(guard.guards(topic)).isTrue();
        assertThat(roomGuard.guards(topic)).isFalse();
        assertThat(guard.guards(RoomTopics.log(new RoomId(7)))).isFalse();
        assertThat(guard.guards(Destination.topic("rooms", "07", "moderation"))).isFalse();
        assertThat(guard.guards(Destination.user("rooms", "7", "moderation"))).isFalse();
    }

    @Test
    void inAPublicRoomItIsForThoseWhoModerateItAndThoseOfTheServer() {
        var owner = accounts.person("moderated-owner" + suffix);
        var moderator = accounts.person("moderated-mod" + suffix);
        var member = accounts.person("moderated-member" + suffix);
        var room = room(owner, RoomKind.PUBLIC);
        members.join(room, moderator);
        members.join(room, member);
        members.changeRole(room, owner, moderator, Role.MODERATOR);

        allowed(room, owner);
        allowed(room, moderator);
        allowed(room, accounts.administrator("moderated-root" + suffix));
        refused(ErrorCode.FORBIDDEN, room, member);
        refused(ErrorCode.FORBIDDEN, room, accounts.person("moderated-stranger" + suffix));
        refused(ErrorCode.NOT_FOUND, new RoomId(999_999), owner);
    }

    @Test
    void aPrivateRoomDoesNotExistToWhoeverIsNoMemberNotEvenToThoseOfTheServer() {
        var owner = accounts.person("hidden-owner" + suffix);
        var room = room(owner, RoomKind.PRIVATE);

        allowed(room, owner);
        refused(ErrorCode.NOT_FOUND, room, accounts.person("hidden-stranger" + suffix));
        refused(ErrorCode.NOT_FOUND, room, accounts.administrator("hidden-root" + suffix));
    }

    @Test
    void inADirectRoomNobodyModerates() {
        var ada = accounts.person("direct-ada" + suffix);
        var bob = accounts.person("direct-bob" + suffix);
        var room = closedRooms.open(Set.of(ada, bob), opened -> {}).orElseThrow();

        refused(ErrorCode.NOT_FOUND, room, ada);
    }

    private void allowed(RoomId room, AccountId account) {
        assertThatCode(() -> guard.check(RoomTopics.moderation(room), new Somebody(account.value())))
                .doesNotThrowAnyException();
    }

    private void refused(ErrorCode code, RoomId room, AccountId account) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> guard.check(RoomTopics.moderation(room), new Somebody(account.value())))
                .returns(code, Refusal::code);
    }

    private RoomId room(AccountId owner, RoomKind kind) {
        return new RoomId(rooms.create(owner, "moderated" + suffix, kind, null).id());
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
