package io.confab.room;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.TestAccounts;
import io.confab.room.RoomEvent.MemberJoined;
import io.confab.room.RoomEvent.MemberLeft;
import io.confab.room.RoomEvent.MemberRemoved;
import io.confab.room.RoomEvent.RoomChanged;
import io.confab.room.RoomNotice.InvitationCreated;
import io.confab.room.RoomNotice.MembershipEnded;
import io.confab.room.RoomNotice.Reason;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.stomp.NumberedEvent;
import io.confab.stomp.RecordingBroadcaster;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
class RoomsTests {

    private static final AtomicInteger NAMES = new AtomicInteger();

    @Autowired
    Rooms rooms;

    @Autowired
    Members members;

    @Autowired
    Invitations invitations;

    @Autowired
    TestAccounts accounts;

    @Autowired
    RecordingBroadcaster broadcaster;

    @Autowired
    JdbcClient jdbc;

    AccountId ada;
    AccountId bob;

    @BeforeEach
    void people() {
        ada = accounts.person(name("ada"));
        bob = accounts.person(name("bob"));
    }

    @Test
    void aNewRoomAndItsOwnerShareTheFirstRev() {
        var room = rooms.create(ada, name("Lobby"), RoomKind.PUBLIC, "hello");

        assertThat(room.rev()).isEqualTo(1);
        assertThat(room.head()).isEqualTo(new Head(1, 0));
        assertThat(room.memberCount()).isEqualTo(1);
        assertThat(room.membership()).returns(Role.OWNER, MemberView::role).returns(1L, MemberView::rev);
    }

    @Test
    void generalIsThereFromTheStartAndAdministratorsRuleIt() {
        var general = rooms.list(ada, "general", null, 1).rooms().get(0);
        var id = new RoomId(general.id());
        var root = accounts.administrator(name("root"));

        assertThat(general.name()).isEqualTo("general");
        assertThat(rooms.change(id, root, new RoomChange(null, name("about "), null, null, null, null))
                        .rev())
                .isGreaterThan(1);
        refused(ErrorCode.FORBIDDEN, () -> rooms.change(id, ada, new RoomChange(null, "mine", null, null, null, null)));
        members.join(id, ada);
        members.changeRole(id, root, ada, Role.OWNER);
        members.leave(id, ada);
    }

    @Test
    void aNameIsTakenInWhateverCase() {
        var name = name("Straße");
        rooms.create(ada, name, RoomKind.PUBLIC, null);

        refused(
                ErrorCode.ROOM_NAME_TAKEN,
                () -> rooms.create(
                        bob, name.toUpperCase(java.util.Locale.ROOT).replace("SS", "ß"), RoomKind.PUBLIC, null));
        var other = new RoomId(
                rooms.create(bob, name("other"), RoomKind.PUBLIC, null).id());
        refused(
                ErrorCode.ROOM_NAME_TAKEN,
                () -> rooms.change(other, bob, new RoomChange(name, null, null, null, null, null)));
    }

    @Test
    void ofTwoWhoTakeANameAtOnceOneGetsIt() {
        // Not the common pool, which may have one thread.
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 20; round++) {
                var name = name("race");
                var start = new CyclicBarrier(2);
                var both = Stream.of(ada, bob)
                        .map(who -> CompletableFuture.supplyAsync(() -> create(who, name, start), threads))
                        .toList();
                assertThat(both.stream().map(CompletableFuture::join))
                        .containsExactlyInAnyOrder("created", ErrorCode.ROOM_NAME_TAKEN.name());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private String create(AccountId who, String name, CyclicBarrier start) {
        try {
            start.await(10, TimeUnit.SECONDS);
            rooms.create(who, name, RoomKind.PUBLIC, null);
            return "created";
        } catch (Refusal refusal) {
            return refusal.code().name();
        } catch (Exception failure) {
            return failure.toString();
        }
    }

    @Test
    void theNameOfAPrivateRoomIsNotTaken() {
        var name = name("secret");
        var first = rooms.create(ada, name, RoomKind.PRIVATE, null);
        var second = rooms.create(ada, name, RoomKind.PRIVATE, null);
        var open = rooms.create(bob, name, RoomKind.PUBLIC, null);
        rooms.change(privateRoom(), ada, new RoomChange(name, null, null, null, null, null));

        var one = rooms.list(ada, name, null, 1);
        var next = rooms.list(ada, name, new RoomId(requireNonNull(one.next())), 2);
        assertThat(one.rooms()).extracting(RoomView::id).containsExactly(first.id());
        assertThat(next.rooms()).extracting(RoomView::id).containsExactly(second.id(), open.id());
        assertThat(rooms.list(bob, name, null, 10).rooms())
                .extracting(RoomView::id)
                .containsExactly(open.id());
    }

    @Test
    void aListGoesOnOnlyAfterARoomThatMayBeRead() {
        refused(ErrorCode.NOT_FOUND, () -> rooms.list(bob, "", privateRoom(), 1));
        refused(ErrorCode.NOT_FOUND, () -> rooms.list(bob, "", new RoomId(999_999), 1));
    }

    @Test
    void aNameThatIsLongOnlyWhenItIsComparedIsInvalid() {
        refused(ErrorCode.INVALID, () -> rooms.create(ada, "\uFDFA".repeat(80), RoomKind.PUBLIC, null));
    }

    @Test
    void whatNoDatabaseKeepsIsNotFound() {
        var room = privateRoom();

        assertThat(rooms.list(ada, "a\0", null, 10).rooms()).isEmpty();
        refused(ErrorCode.NOT_FOUND, () -> invitations.invite(room, ada, "bob\0"));
    }

    @Test
    void aGuestOwnsNoRoom() {
        var guest = accounts.guest(name("guest"));
        var room = publicRoom();
        members.join(room, guest);

        refused(ErrorCode.FORBIDDEN, () -> members.changeRole(room, ada, guest, Role.OWNER));
    }

    @Test
    void guestsJoinPublicRoomsButCreateNone() {
        var guest = accounts.guest(name("guest"));
        var room = publicRoom();

        refused(ErrorCode.FORBIDDEN, () -> rooms.create(guest, name("mine"), RoomKind.PUBLIC, null));
        assertThat(members.join(room, guest).role()).isEqualTo(Role.MEMBER);
    }

    @Test
    void everyChangeTakesTheNextRevAndIsTold() {
        var room = publicRoom();
        members.join(room, bob);
        rooms.change(room, ada, new RoomChange(name("renamed"), null, null, null, null, null));
        members.leave(room, bob);

        var events = broadcaster.events(RoomTopics.log(room));
        assertThat(events).extracting(NumberedEvent::from).containsExactly(1L, 2L, 3L);
        assertThat(events).extracting(NumberedEvent::rev).containsExactly(2L, 3L, 4L);
        assertThat(events)
                .extracting(event -> (Object) event.body().getClass())
                .containsExactly(MemberJoined.class, RoomChanged.class, MemberLeft.class);
        assertThat(rooms.head(room)).contains(new Head(4, 0));
    }

    @Test
    void whatChangesNothingTakesNoRev() {
        var room = publicRoom();
        members.join(room, bob);
        members.join(room, bob);
        rooms.change(room, ada, new RoomChange(null, "", null, null, null, null));
        members.changeRole(room, ada, bob, Role.MEMBER);
        members.leave(room, accounts.person(name("carol")));

        assertThat(rooms.head(room)).contains(new Head(2, 0));
        assertThat(broadcaster.events(RoomTopics.log(room))).hasSize(1);
    }

    @Test
    void whoComesBackHasTheSameMembership() {
        var room = publicRoom();
        members.join(room, bob);
        members.leave(room, bob);
        assertThat(rooms.membersSince(room, 1, 10))
                .singleElement()
                .returns(3L, MemberView::rev)
                .extracting(MemberView::leftAt)
                .isNotNull();

        assertThat(members.join(room, bob)).returns(4L, MemberView::rev).returns(null, MemberView::leftAt);
        assertThat(rooms.membersSince(room, 1, 10)).hasSize(1);
        assertThat(rooms.view(room, bob).memberCount()).isEqualTo(2);
    }

    @Test
    void whoeverLeavesHearsNothingMore() {
        var room = publicRoom();
        members.join(room, bob);
        members.leave(room, bob);

        assertThat(broadcaster.revoked(bob.value())).containsExactly(RoomTopics.log(room), RoomTopics.presence(room));
        assertThat(broadcaster.personal(bob.value(), RoomTopics.NOTICES))
                .containsExactly(new MembershipEnded(room.value(), Reason.LEFT));
    }

    @Test
    void whoeverIsDisabledIsStillGivenAnotherRoleAndRemoved() {
        var room = publicRoom();
        members.join(room, bob);
        members.changeRole(room, ada, bob, Role.MODERATOR);
        jdbc.sql("update account set disabled_at = current_timestamp where id = ?")
                .param(bob.value())
                .update();

        members.changeRole(room, ada, bob, Role.MEMBER);
        members.remove(room, ada, bob);

        assertThat(members.list(room, ada, null, 10).members())
                .extracting(member -> member.account().id())
                .containsExactly(ada.value());
    }

    @Test
    void whoeverIsRemovedHearsNothingMore() {
        var room = publicRoom();
        members.join(room, bob);
        refused(ErrorCode.FORBIDDEN, () -> members.remove(room, bob, ada));
        members.remove(room, ada, bob);

        assertThat(broadcaster.revoked(bob.value())).contains(RoomTopics.log(room));
        assertThat(broadcaster.personal(bob.value(), RoomTopics.NOTICES))
                .containsExactly(new MembershipEnded(room.value(), Reason.REMOVED));
        assertThat(broadcaster.events(RoomTopics.log(room)).get(1).body()).isInstanceOf(MemberRemoved.class);
    }

    @Test
    void aPrivateRoomDoesNotExistForOthers() {
        var room = privateRoom();

        refused(ErrorCode.NOT_FOUND, () -> rooms.view(room, bob));
        refused(ErrorCode.NOT_FOUND, () -> rooms.requireReader(room, accounts.administrator(name("root"))));
        refused(ErrorCode.NOT_FOUND, () -> members.join(room, bob));
        refused(ErrorCode.NOT_FOUND, () -> members.leave(room, bob));
        refused(ErrorCode.NOT_FOUND, () -> members.list(room, bob, null, 10));
        refused(ErrorCode.NOT_FOUND, () -> rooms.change(room, bob, new RoomChange("x", null, null, null, null, null)));
        refused(ErrorCode.NOT_FOUND, () -> invitations.invite(room, bob, "whoever"));
        refused(ErrorCode.NOT_FOUND, () -> members.attend(room, bob, Attention.FULL));
        assertThat(rooms.list(bob, "private", null, 100).rooms()).isEmpty();
    }

    @Test
    void anInvitationOpensAPrivateRoomOnce() {
        var room = privateRoom();
        var bobsName = invitations.invite(room, ada, usernameOf(bob)).account().username();
        invitations.invite(room, ada, bobsName);

        assertThat(broadcaster.personal(bob.value(), RoomTopics.NOTICES))
                .singleElement()
                .isInstanceOfSatisfying(
                        InvitationCreated.class,
                        notice -> assertThat(notice.room().id()).isEqualTo(room.value()));
        assertThat(invitations.of(bob)).hasSize(1);
        members.join(room, bob);
        assertThat(invitations.of(bob)).isEmpty();
        members.leave(room, bob);
        refused(ErrorCode.NOT_FOUND, () -> members.join(room, bob));
    }

    @Test
    void aDeclinedInvitationOpensNothing() {
        var room = privateRoom();
        invitations.invite(room, ada, usernameOf(bob));
        invitations.decline(room, bob);

        refused(ErrorCode.NOT_FOUND, () -> members.join(room, bob));
    }

    @Test
    void aRoomKeepsAnOwner() {
        var room = publicRoom();
        members.join(room, bob);
        refused(ErrorCode.LAST_OWNER, () -> members.leave(room, ada));
        refused(ErrorCode.LAST_OWNER, () -> members.changeRole(room, ada, ada, Role.MEMBER));

        members.changeRole(room, ada, bob, Role.OWNER);
        members.leave(room, ada);
        refused(ErrorCode.LAST_OWNER, () -> members.leave(room, bob));
    }

    @Test
    void anArchivedRoomIsReadOnlyUntilItIsReopened() {
        var room = publicRoom();
        members.join(room, bob);
        members.changeRole(room, ada, bob, Role.MODERATOR);
        refused(ErrorCode.FORBIDDEN, () -> rooms.change(room, bob, new RoomChange(null, null, true, null, null, null)));
        rooms.change(room, ada, new RoomChange(null, null, true, null, null, null));

        var carol = accounts.person(name("carol"));
        refused(ErrorCode.ROOM_ARCHIVED, () -> members.join(room, carol));
        refused(
                ErrorCode.ROOM_ARCHIVED,
                () -> rooms.change(room, ada, new RoomChange(name("x"), null, null, null, null, null)));
        refused(ErrorCode.ROOM_ARCHIVED, () -> members.changeRole(room, ada, bob, Role.MEMBER));
        refused(ErrorCode.ROOM_ARCHIVED, () -> members.remove(room, ada, bob));
        rooms.change(room, ada, new RoomChange(null, null, false, null, null, null));
        members.join(room, carol);
    }

    @Test
    void roomsAreListedByNameAndPagedByKey() {
        var text = name("paged");
        LongStream.rangeClosed(1, 5).forEach(i -> rooms.create(ada, text + " " + i, RoomKind.PUBLIC, null));

        var first = rooms.list(bob, text, null, 2);
        var second = rooms.list(bob, text, new RoomId(requireNonNull(first.next())), 2);
        var third = rooms.list(bob, text, new RoomId(requireNonNull(second.next())), 2);
        assertThat(first.rooms()).extracting(RoomView::name).containsExactly(text + " 1", text + " 2");
        assertThat(second.rooms()).extracting(RoomView::name).containsExactly(text + " 3", text + " 4");
        assertThat(third.rooms()).extracting(RoomView::name).containsExactly(text + " 5");
        assertThat(third.next()).isNull();
        assertThat(rooms.list(bob, "%", null, 2).rooms()).isEmpty();
    }

    @Test
    void membersArePagedByKey() {
        var room = publicRoom();
        members.join(room, bob);

        var first = members.list(room, bob, null, 1);
        assertThat(first.members()).extracting(member -> member.account().id()).containsExactly(ada.value());
        var second = members.list(room, bob, new AccountId(requireNonNull(first.next())), 1);
        assertThat(second.members()).extracting(member -> member.account().id()).containsExactly(bob.value());
        assertThat(second.next()).isNull();
    }

    private RoomId publicRoom() {
        return new RoomId(
                rooms.create(ada, name("public"), RoomKind.PUBLIC, null).id());
    }

    private RoomId privateRoom() {
        return new RoomId(
                rooms.create(ada, name("private"), RoomKind.PRIVATE, null).id());
    }

    private String usernameOf(AccountId account) {
        var room = publicRoom();
        return members.join(room, account).account().username();
    }

    private static String name(String start) {
        return start + NAMES.incrementAndGet();
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(call).returns(code, Refusal::code);
    }
}
