package io.confab.room;

import java.time.Instant;
import java.util.List;

import io.confab.account.AccountView;
import io.confab.shared.ErrorCode;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** Where messages are. Whoever changes one holds the lock of its row. */
@Entity
class Room {

    static final int MAX_DESCRIPTION_LENGTH = 1000;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Enumerated(EnumType.STRING)
    private RoomKind kind;

    private @Nullable String name;
    private @Nullable String nameKey;
    private @Nullable String uniqueKey;
    private @Nullable String membersKey;
    private String description;
    private boolean ownerless;
    private int memberCount;
    private long rev;
    private long headRev;
    private long headSeq;
    private long firstSeq;
    private Instant createdAt;
    private Instant movedAt;
    private @Nullable Instant lastPostedAt;
    private @Nullable Instant archivedAt;
    private @Nullable Instant lockedAt;
    private boolean announcementsOnly;
    private int slowSeconds;

    @SuppressWarnings("NullAway.Init")
    protected Room() {}

    /** A new room. It and its first member, the owner, share the first rev. */
    @SuppressWarnings("NullAway.Init")
    Room(RoomKind kind, RoomName name, String description, Instant now) {
        this.kind = kind;
        this.headRev = 1;
        this.rev = 1;
        this.firstSeq = 1;
        this.createdAt = now;
        this.movedAt = now;
        rename(name);
        describe(description);
    }

    /** A new room of these members, who share the first rev with it. */
    static Room closed(String membersKey, int members, Instant now) {
        var room = new Room();
        room.kind = RoomKind.DIRECT;
        room.membersKey = membersKey;
        room.description = "";
        room.ownerless = true;
        room.memberCount = members;
        room.headRev = 1;
        room.rev = 1;
        room.firstSeq = 1;
        room.createdAt = now;
        room.movedAt = now;
        return room;
    }

    RoomId id() {
        return new RoomId(id);
    }

    RoomKind kind() {
        return kind;
    }

    @Nullable
    String name() {
        return name;
    }

    @Nullable
    String nameKey() {
        return nameKey;
    }

    String description() {
        return description;
    }

    long rev() {
        return rev;
    }

    Head head() {
        return new Head(headRev, headSeq);
    }

    boolean isArchived() {
        return archivedAt != null;
    }

    /** Whether nobody has to own it. */
    boolean isOwnerless() {
        return ownerless;
    }

    void requireOpen() {
        if (isArchived()) {
            throw Standing.archived();
        }
    }

    /** Takes the number of the next change. */
    long nextRev(Instant now) {
        movedAt = now;
        return ++headRev;
    }

    /** Numbers a change of the room itself. */
    void changed(Instant now) {
        rev = nextRev(now);
    }

    final void rename(RoomName newName) {
        name = newName.value();
        nameKey = newName.key();
        // Nobody learns from a name that is taken that there is a room which they may not see.
        uniqueKey = kind == RoomKind.PUBLIC ? nameKey : null;
    }

    final void describe(String text) {
        var stripped = text.strip();
        if (stripped.codePointCount(0, stripped.length()) > MAX_DESCRIPTION_LENGTH) {
            throw ErrorCode.INVALID.because("A description has at most 1000 characters.");
        }
        if (stripped.indexOf('\0') >= 0) {
            throw ErrorCode.INVALID.because("A description has no control characters.");
        }
        description = stripped;
    }

    void archive(Instant now) {
        archivedAt = now;
    }

    void reopen() {
        archivedAt = null;
    }

    /** What of the change is about who may say something; whoever asks has the right to it. */
    void change(RoomChange change, Instant now) {
        if (change.locked() != null && change.locked() != (lockedAt != null)) {
            lockedAt = change.locked() ? now : null;
        }
        if (change.announcementsOnly() != null) {
            announcementsOnly = change.announcementsOnly();
        }
        if (change.slowSeconds() != null) {
            slowSeconds = change.slowSeconds();
        }
    }

    private RoomMode mode() {
        return RoomMode.of(lockedAt, announcementsOnly, slowSeconds);
    }

    int memberCount() {
        return memberCount;
    }

    void gainedMember() {
        memberCount++;
    }

    void lostMember() {
        memberCount--;
        membersKey = null; // it is no more the room of these people
    }

    RoomRef ref() {
        return new RoomRef(id, name, kind);
    }

    /** As an event shows it: the same for everybody. */
    RoomView state() {
        return new RoomView(
                id, name, kind, description, rev, firstSeq, createdAt, archivedAt, null, null, null, null, mode());
    }

    /** As the answer to somebody who asks shows it. */
    RoomView viewFor(@Nullable MemberView membership, @Nullable List<AccountView> members) {
        return new RoomView(
                id,
                name,
                kind,
                description,
                rev,
                firstSeq,
                createdAt,
                archivedAt,
                head(),
                memberCount,
                membership,
                members,
                mode());
    }
}
