package io.confab.account;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.persistence.LockModeType;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface AccountRepository extends Repository<Account, Long> {

    Account save(Account account);

    Optional<Account> findById(long id);

    @Query("""
            select new io.confab.account.AccountView(a.id, a.username, a.displayName, a.owner is not null)
            from Account a where a.id in :ids""")
    List<AccountView> views(Collection<Long> ids);

    @Query("""
            select new io.confab.account.AccountView(a.id, a.username, a.displayName, a.owner is not null)
            from Account a where a.id = :id""")
    Optional<AccountView> view(long id);

    Optional<Account> findByUsername(String username);

    boolean existsByUsername(String username);

    /** The bots of an account, by username. */
    List<Account> findByOwnerOrderByUsername(long owner);

    int countByOwner(long owner);

    /** The account as it is now, and as it stays until the end of the transaction. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Account a where a.id = :id")
    Optional<Account> lock(long id);

    /** The same password, encoded anew, unless it was changed meanwhile: 0 then. */
    @Modifying
    @Query("update Account a set a.password = :renewed where a.id = :id and a.password = :old")
    int renewPassword(long id, String old, String renewed);

    @Query("select a.role from Account a where a.id = :id and a.disabledAt is null")
    Optional<AccountRole> role(long id);

    @Query("select a.id from Account a where a.role in :roles and a.disabledAt is null")
    List<Long> idsOf(Collection<AccountRole> roles);

    /** What they said stays. */
    @Transactional
    @Modifying
    @Query("""
            update Account a set a.disabledAt = :now
            where a.guest = true and a.disabledAt is null and a.createdAt < :createdBefore
            and not exists (select 1 from SignIn s where s.account = a.id)""")
    int disableGuestsWithoutSignIn(Instant now, Instant createdBefore);

    /** Who is not disabled and whose username or display name matches, by username. */
    @Query("""
            from Account a where a.disabledAt is null
            and (a.username like :pattern escape '\\' or a.searchName like :pattern escape '\\')
            order by a.username""")
    List<Account> search(String pattern, Limit limit);

    /** The pattern of {@link #search} for what starts so; what stands for something in a pattern stands for itself. */
    static String startingWith(String text) {
        return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }
}
