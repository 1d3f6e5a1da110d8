package io.confab.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

import io.confab.shared.Columns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads what proves an identity. Every request and every connection asks this first, so it is one question of its own and
 * takes no transaction.
 */
@Repository
class ProofStore {

    private static final String SELECT = """
            select s.id, s.kind, s.account, a.role, a.guest, s.last_seen_at, s.expires_at, s.csrf, s.scopes,
                a.banned_until, a.owner, o.banned_until as owner_banned_until, a.created_at
            from sign_in s join account a on a.id = s.account left join account o on o.id = a.owner
            where a.disabled_at is null and o.disabled_at is null and\s""";

    private final JdbcClient jdbc;

    ProofStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Proof> bySignIn(UUID signIn) {
        return jdbc.sql(SELECT + "s.id = ?")
                .param(signIn)
                .query((row, number) -> proof(row))
                .optional();
    }

    Optional<Proof> byToken(String tokenHash) {
        return jdbc.sql(SELECT + "s.token_hash = ?")
                .param(tokenHash)
                .query((row, number) -> proof(row))
                .optional();
    }

    private static Proof proof(ResultSet row) throws SQLException {
        return new Proof(
                row.getObject("id", UUID.class),
                SignIn.Kind.valueOf(row.getString("kind")),
                row.getLong("account"),
                AccountRole.valueOf(row.getString("role")),
                row.getBoolean("guest"),
                Columns.instant(row, "last_seen_at"),
                Columns.instant(row, "expires_at"),
                row.getString("csrf"),
                row.getString("scopes"),
                Columns.instant(row, "banned_until"),
                row.getObject("owner", Long.class),
                Columns.instant(row, "owner_banned_until"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
