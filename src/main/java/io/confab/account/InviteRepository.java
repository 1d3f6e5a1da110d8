package io.confab.account;

import java.time.Instant;
import java.util.List;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface InviteRepository extends Repository<Invite, Long> {

    Invite save(Invite invite);

    List<Invite> findAllByOrderByCreatedAtDescIdDesc();

    /** One statement, so that two who come at once cannot share the last use. */
    @Modifying
    @Query("""
            update Invite i set i.used = i.used + 1
            where i.code = :code and i.used < i.uses and (i.expiresAt is null or i.expiresAt > :now)""")
    int use(String code, Instant now);

    @Transactional
    @Modifying
    @Query("delete from Invite i where i.id = :id")
    int withdraw(long id);
}
