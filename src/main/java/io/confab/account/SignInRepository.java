package io.confab.account;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface SignInRepository extends Repository<SignIn, UUID> {

    SignIn save(SignIn signIn);

    /** Newest first. */
    @Query("from SignIn s where s.account = :account and s.kind = :kind order by s.createdAt desc, s.id")
    List<SignIn> of(long account, SignIn.Kind kind);

    @Query("select count(s) from SignIn s where s.account = :account and s.kind = :kind")
    long count(long account, SignIn.Kind kind);

    /** Those of the account's bots, too. */
    @Query("""
            select s.id from SignIn s
            where s.account = :account or s.account in (select b.id from Account b where b.owner = :account)""")
    List<UUID> idsOf(long account);

    /** Those before the newest {@code kept}, {@code count} at most. */
    @Query("""
            select s.id from SignIn s where s.account = :account and s.kind = :kind
            order by s.createdAt desc, s.id desc offset :kept rows fetch next :count rows only""")
    List<UUID> oldest(long account, SignIn.Kind kind, int kept, int count);

    @Query("select s.id from SignIn s where s.id = :id and s.account = :account and s.kind = :kind")
    Optional<UUID> owned(UUID id, long account, SignIn.Kind kind);

    @Query("select s.id from SignIn s where s.id in :ids")
    List<UUID> existing(Collection<UUID> ids);

    @Query("""
            select s.id from SignIn s where s.kind = io.confab.account.SignIn.Kind.COOKIE
            and (s.expiresAt <= :now or s.lastSeenAt <= :idleSince)""")
    List<UUID> expired(Instant now, Instant idleSince, Limit limit);

    @Modifying
    @Query("delete from SignIn s where s.id in :ids")
    void delete(Collection<UUID> ids);

    /** Those of the account's bots, too. */
    @Modifying
    @Query("""
            delete from SignIn s
            where s.account = :account or s.account in (select b.id from Account b where b.owner = :account)""")
    void deleteOf(long account);
}
