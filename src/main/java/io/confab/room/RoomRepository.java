package io.confab.room;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RoomRepository extends Repository<Room, Long> {

    Room saveAndFlush(Room room);

    Optional<Room> findById(long id);

    /** The room, and the account's row in it, an ended one too. One question, because everything begins with it. */
    @Query("""
            select new io.confab.room.RoomRepository$Seen(r, m)
            from Room r left join Membership m on m.room = r.id and m.account = :account
            where r.id = :id""")
    Optional<Seen> seenBy(long id, long account);

    List<Room> findByIdIn(Collection<Long> ids);

    Optional<Room> findByMembersKey(String key);

    @Query("from Room r where r.movedAt > :time")
    List<Room> movedSince(Instant time);

    boolean existsByUniqueKey(String key);

    /** The room, with its lock until the end of the transaction. To be asked for before anything else of the room is read. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Room r where r.id = :id")
    Optional<Room> locked(long id);

    /** Public rooms and the account's own, by name. Pages by key, so that a new room never shifts a page. */
    @Query("""
            from Room r where (r.nameKey > :after or r.nameKey = :after and r.id > :afterId)
            and r.nameKey like :pattern escape '\\'
            and (r.kind = io.confab.room.RoomKind.PUBLIC or exists (
                select 1 from Membership m where m.room = r.id and m.account = :account and m.leftAt is null))
            order by r.nameKey, r.id""")
    List<Room> page(long account, String pattern, String after, long afterId, Limit limit);

    record Seen(Room room, @Nullable Membership membership) {}
}
