package io.confab.room;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface MembershipRepository extends Repository<Membership, Long> {

    /** The accounts whose memberships began after {@code rev} and are not over. */
    @Query("select m.account from Membership m where m.room = :room and m.beganRev > :rev and m.leftAt is null")
    List<Long> begunSince(long room, long rev);

    Membership save(Membership membership);

    Optional<Membership> findByRoomAndAccount(long room, long account);

    Optional<Membership> findByRoomAndAccountAndLeftAtIsNull(long room, long account);

    List<Membership> findByAccountAndRoomInAndLeftAtIsNull(long account, Collection<Long> rooms);

    /** The ended ones too. */
    List<Membership> findByAccountAndRoomIn(long account, Collection<Long> rooms);

    boolean existsByRoomAndRoleAndLeftAtIsNullAndAccountNot(long room, Role role, long account);

    @Query("select m.account from Membership m where m.room = :room and m.leftAt is null and m.role in :roles")
    List<Long> accountsOf(long room, Collection<Role> roles);

    @Query(
            "from Membership m where m.room = :room and m.leftAt is null and m.account > :after order by m.room, m.account")
    List<Membership> page(long room, long after, Limit limit);

    /** Those that changed, the ended ones too. */
    @Query("from Membership m where m.room = :room and m.rev > :since order by m.room, m.rev")
    List<Membership> changedSince(long room, long since, Limit limit);

    @Query("""
            select new io.confab.room.MembershipRepository$Seat(r, m)
            from Membership m join Room r on r.id = m.room
            where m.account = :account and m.leftAt is null and m.hidden = false order by r.nameKey, r.id""")
    List<Seat> seats(long account);

    /** Who is in which of these direct rooms. */
    @Query("""
            select new io.confab.room.MembershipRepository$Insider(m.room, m.account)
            from Membership m join Room r on r.id = m.room
            where m.room in :rooms and r.kind = io.confab.room.RoomKind.DIRECT and m.leftAt is null
            order by m.room, m.account""")
    List<Insider> insiders(Collection<Long> rooms);

    @Modifying
    @Query(
            "update Membership m set m.hidden = :hidden where m.room = :room and m.account = :account and m.leftAt is null")
    int hide(long room, long account, boolean hidden);

    record Seat(Room room, Membership membership) {}

    record Insider(long room, long account) {}
}
