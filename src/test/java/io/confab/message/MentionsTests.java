package io.confab.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.confab.DatabaseTest;
import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.audit.Actor;
import io.confab.direct.DirectRooms;
import io.confab.message.HeadsChanged.Current;
import io.confab.room.Attention;
import io.confab.room.Level;
import io.confab.room.Members;
import io.confab.room.Role;
import io.confab.room.RoomId;
import io.confab.room.RoomKind;
import io.confab.room.RoomRef;
import io.confab.room.RoomTopics;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.shared.TestClock;
import io.confab.stomp.RecordingBroadcaster;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.confab.message.TestRooms.answer;
import static io.confab.message.TestRooms.unique;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@DatabaseTest
class MentionsTests {

    @Autowired
    Messages messages;

    @Autowired
    History history;

    @Autowired
    Reading reading;

    @Autowired
    Heads heads;

    @Autowired
    MentionList list;

    @Autowired
    Members members;

    @Autowired
    Rooms rooms;

    @Autowired
    DirectRooms directRooms;

    @Autowired
    Accounts accounts;

    @Autowired
    TestRooms world;

    @Autowired
    TestClock clock;

    @Autowired
    RecordingBroadcaster broadcaster;

    @Autowired
    DatabaseTest.Subscribed connected;

    @Autowired
    JdbcClient jdbc;

    AccountId ada;
    AccountId bob;
    AccountId carol;
    RoomId room;

    @BeforeEach
    void aRoom() {
        ada = world.person("ada");
        bob = world.person("bob");
        carol = world.person("carol");
        room = world.room(RoomKind.PUBLIC, ada, bob, carol);
    }

    @Test
    void aMemberWhoIsNamedIsMentionedOnceAndNobodyElse() {
        var stranger = world.person("stranger");
        var message =
                post(ada, "@" + name(bob) + ", @" + name(bob) + ". and @" + name(stranger) + ", says @" + name(ada));

        assertThat(mentioned(message)).containsExactly(bob.value());
        assertThat(mentions(bob)).isEqualTo(1);
        assertThat(mentions(carol)).isZero();
        assertThat(mentions(ada)).isZero();
        assertThat(post(ada, "mail me at x@" + name(bob)).mentions()).isNull();
    }

    @Test
    void whatEverybodyReadsIsWhatWasAnswered() {
        connected.add(bob.value());
        var message = post(ada, "@here and @room and @" + name(carol));

        assertThat(message.mentions()).isEqualTo(new MentionsView(List.of(accounts.view(carol)), true, true));
        assertThat(history.page(room, bob, History.Position.NEWEST, 0, 10).messages())
                .containsExactly(message);
    }

    @Test
    void aNameMayEndWithADotIfThereIsSuchAMember() {
        var dotted = world.person("dot");
        jdbc.sql("update account set username = username || '.' where id = ?")
                .param(dotted.value())
                .update();
        members.join(room, dotted);
        var plain = name(bob);

        assertThat(mentioned(post(ada, "@" + name(dotted)))).containsExactly(dotted.value());
        assertThat(mentioned(post(ada, "@" + plain + "."))).containsExactly(bob.value());
    }

    @Test
    void hereMeansThoseWhoAreOnlineThen() {
        connected.add(bob.value());
        connected.add(ada.value());
        post(ada, "@here: tea?");
        connected.add(carol.value());

        assertThat(mentions(bob)).isEqualTo(1);
        assertThat(mentions(carol)).isZero();
        assertThat(mentions(ada)).isZero();
    }

    @Test
    void hereOfManyIsKeptInFewRows() {
        var crowd = IntStream.range(0, 600).mapToObj(i -> world.person("p")).toList();
        crowd.forEach(person -> {
            members.join(room, person);
            connected.add(person.value());
        });
        post(ada, "@here");

        assertThat(rows("room_mention")).isEqualTo(3);
        assertThat(rows("mention")).isZero();
        assertThat(crowd).allSatisfy(person -> assertThat(mentions(person)).isEqualTo(1));
        assertThat(mentions(carol)).isZero();
    }

    @Test
    void theRoomIsCalledByOwnersAndModeratorsAndIsPlainTextFromOthers() {
        assertThat(post(bob, "@room").mentions()).isNull();
        assertThat(mentions(carol)).isZero();
        members.changeRole(room, ada, bob, Role.MODERATOR);
        post(bob, "@room");
        post(ada, "@room");

        assertThat(mentions(carol)).isEqualTo(2);
        assertThat(mentions(bob)).isEqualTo(1);
        assertThat(rows("room_mention")).isEqualTo(2);
    }

    @Test
    void aMessageThatMentionsInSeveralWaysCountsOnce() {
        connected.add(bob.value());
        post(ada, "@room @here @" + name(bob));

        assertThat(mentions(bob)).isEqualTo(1);
    }

    @Test
    void anEditChangesTheMentionsAndADeleteRemovesThem() {
        connected.add(carol.value());
        var message = post(ada, "@" + name(bob) + " @here");
        var edited = edit(message, "@" + name(carol) + " @room");
        assertThat(mentions(bob)).isEqualTo(1);
        assertThat(mentions(carol)).isEqualTo(1);
        assertThat(edited.mentions()).isEqualTo(new MentionsView(List.of(accounts.view(carol)), null, true));

        var again = edit(edited, "@" + name(carol));
        assertThat(mentions(bob)).isZero();
        assertThat(mentions(carol)).isEqualTo(1);

        var deleted = answer(
                messages.delete(new Actor(ada.value(), null), room, unique("d"), new MessageId(again.id()), null));
        assertThat(deleted.mentions()).isNull();
        assertThat(mentions(carol)).isZero();
        assertThat(rows("mention") + rows("room_mention")).isZero();
        assertThat(list.page(carol, null, 10).mentions()).isEmpty();
    }

    @Test
    void hereKeepsWhomItMeantWhenTheMessageIsEdited() {
        connected.add(bob.value());
        var message = post(ada, "@here tae?");
        connected.add(carol.value());
        edit(message, "@here tea?");

        assertThat(mentions(bob)).isEqualTo(1);
        assertThat(mentions(carol)).isZero();
    }

    @Test
    void theCountEndsAtAHundredAndFollowsTheCursorAlsoInTheHeads() {
        connected.add(bob.value());
        IntStream.range(0, 120)
                .mapToObj(i -> messages.post(room, ada, new Draft(unique("c"), "@" + name(bob), null)))
                .toList()
                .forEach(TestRooms::answer);
        IntStream.range(0, 250)
                .mapToObj(i -> messages.post(room, ada, new Draft(unique("c"), "x", null)))
                .toList()
                .forEach(TestRooms::answer);
        assertThat(mentions(bob)).isEqualTo(100);
        assertThat(headsOf(bob)).isEqualTo(100);

        messages.read(room, bob, 113, false);
        reading.write();
        assertThat(mentions(bob)).isEqualTo(7);
        assertThat(headsOf(bob)).isEqualTo(7);
        messages.read(room, bob, 300, false);
        reading.write();
        assertThat(headsOf(bob)).isZero();
    }

    @Test
    void whoeverIsMentionedIsToldOncePerMention() {
        var message = post(ada, "@" + name(bob));
        awaitNotices(bob, 1);
        var edited = edit(message, "@" + name(bob) + "!");
        edited = edit(edited, "@" + name(bob) + " and @" + name(carol));
        awaitNotices(carol, 1);

        assertThat(notices(bob)).hasSize(1);
        assertThat(notices(carol).get(0).message()).isEqualTo(edited);
        assertThat(notices(carol).get(0).room()).returns(room.value(), RoomRef::id);
        assertThat(notices(ada)).isEmpty();
    }

    @Test
    void whoeverWantsToHearNothingIsNotTold() {
        var dora = world.person("dora");
        members.join(room, dora);
        members.attend(room, bob, new Attention(Level.NOTHING, null));
        members.attend(room, carol, new Attention(Level.ALL, clock.instant().plusSeconds(60)));
        members.attend(room, dora, new Attention(Level.MENTIONS, null));
        post(ada, "@room");
        awaitNotices(dora, 1);
        clock.advance(Duration.ofSeconds(60));
        post(ada, "@" + name(bob) + " @" + name(carol));
        awaitNotices(carol, 1);

        assertThat(notices(bob)).isEmpty();
        assertThat(mentions(bob)).isEqualTo(2);
    }

    @Test
    void whoeverHasNotAcceptedARequestHearsOfNoMentionInIt() {
        var stranger = world.person("stranger");
        connected.add(bob.value());
        var asking = directRooms.openToWrite(stranger, name(bob));
        answer(messages.post(asking, stranger, new Draft("1", "@" + name(bob), null)));
        jdbc.sql("update membership set hidden = true where room = ? and account = ?")
                .params(asking.value(), bob.value())
                .update();
        answer(messages.post(asking, stranger, new Draft("2", "@here", null)));
        var elsewhere = post(ada, "@" + name(bob));

        // Notices are told one after the other.
        Awaitility.await()
                .until(() -> broadcaster.personal(bob.value(), RoomTopics.NOTICES).stream()
                        .anyMatch(notice ->
                                notice.equals(new MentionNotice(rooms.ref(room).orElseThrow(), elsewhere))));
        assertThat(broadcaster.personal(bob.value(), RoomTopics.NOTICES))
                .filteredOn(MentionNotice.class::isInstance)
                .hasSize(1);
        assertThat(list.page(bob, null, 10).mentions())
                .extracting(MentionList.Entry::message)
                .containsExactly(elsewhere);

        jdbc.sql("delete from direct_request where room = ?")
                .param(asking.value())
                .update();
        assertThat(list.page(bob, null, 10).mentions()).hasSize(3);
        answer(messages.post(asking, stranger, new Draft("3", "@" + name(bob) + " again", null)));
        Awaitility.await()
                .until(() -> broadcaster.personal(bob.value(), RoomTopics.NOTICES).stream()
                        .anyMatch(notice -> notice instanceof MentionNotice mention
                                && mention.room().id() == asking.value()));
    }

    @Test
    void theListIsNewestFirstAndPagedByKey() {
        var elsewhere = world.room(RoomKind.PRIVATE, ada);
        var said = new ArrayList<MessageView>();
        for (int i = 0; i < 7; i++) {
            said.add(0, post(ada, i % 2 == 0 ? "@" + name(bob) + i : "@room " + i));
            post(ada, "nothing");
            clock.advance(Duration.ofMillis(i % 3));
        }
        said.removeIf(message -> mentioned(message).isEmpty() && message.mentions() == null);
        answer(messages.post(elsewhere, ada, new Draft("c", "@" + name(bob), null)));

        var pages = new ArrayList<MessageView>();
        String next = null;
        do {
            var page = list.page(bob, next, 2);
            assertThat(page.mentions()).hasSizeLessThanOrEqualTo(2);
            page.mentions().forEach(entry -> pages.add(entry.message()));
            next = page.next();
        } while (next != null);
        assertThat(pages).containsExactlyInAnyOrderElementsOf(said).doesNotHaveDuplicates();
        assertThat(pages).isSortedAccordingTo((one, other) -> other.createdAt().compareTo(one.createdAt()));
    }

    @Test
    void theListShowsOnlyWhatOneMayReadNow() {
        var hidden = new RoomId(world.room(RoomKind.PRIVATE, ada).value());
        jdbc.sql("""
                insert into membership (room, account, role, rev, joined_at, last_read_seq)
                values (?, ?, 'MEMBER', 1, current_timestamp, 0)""").param(hidden.value()).param(bob.value()).update();
        answer(messages.post(hidden, ada, new Draft("c", "@" + name(bob) + " @room", null)));
        post(ada, "@" + name(bob));
        assertThat(list.page(bob, null, 10).mentions()).hasSize(2);

        members.leave(hidden, bob);
        members.leave(room, bob);
        assertThat(list.page(bob, null, 10).mentions())
                .singleElement()
                .returns(room.value(), entry -> entry.room().id());
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        for (var place : List.of("", "x", "1", "-", "1-", "1-x", "99999999999999999-1", "-5-1")) {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> list.page(bob, place, 10))
                    .returns(ErrorCode.INVALID, Refusal::code);
        }
    }

    private MessageView post(AccountId author, String body) {
        return answer(messages.post(room, author, new Draft(unique("c"), body, null)));
    }

    private MessageView edit(MessageView message, String body) {
        return answer(messages.edit(room, ada, unique("e"), new MessageId(message.id()), body, message.rev()));
    }

    private List<Long> mentioned(MessageView message) {
        var mentions = message.mentions();
        return mentions == null
                ? List.of()
                : mentions.accounts().stream().map(AccountView::id).toList();
    }

    private int mentions(AccountId account) {
        return history.sync(account).rooms().stream()
                .filter(entry -> entry.room().id() == room.value())
                .findFirst()
                .orElseThrow()
                .mentions();
    }

    private int headsOf(AccountId account) {
        broadcaster.clear();
        heads.moved(room);
        heads.tell();
        return broadcaster.personal(account.value(), Heads.QUEUE).stream()
                .flatMap(frame -> ((HeadsChanged) frame).rooms().stream())
                .filter(entry -> entry.room() == room.value())
                .map(entry -> ((Current) entry).mentions())
                .findFirst()
                .orElseThrow();
    }

    private List<MentionNotice> notices(AccountId account) {
        return broadcaster.personal(account.value(), RoomTopics.NOTICES).stream()
                .map(MentionNotice.class::cast)
                .toList();
    }

    private void awaitNotices(AccountId account, int count) {
        Awaitility.await().until(() -> notices(account).size() == count);
    }

    private int rows(String table) {
        return requireNonNull(jdbc.sql("select count(*) from " + table + " where room = ?")
                .param(room.value())
                .query(Integer.class)
                .single());
    }

    private String name(AccountId account) {
        return accounts.view(account).username();
    }
}
