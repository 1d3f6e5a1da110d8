package io.confab.account;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** Accounts for the tests of other modules, without the cost of a password. {@code @Import} it. */
@TestComponent
public class TestAccounts {

    private final JdbcClient jdbc;

    TestAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public AccountId person(String username) {
        return insert(username, AccountRole.USER, false);
    }

    public AccountId administrator(String username) {
        return insert(username, AccountRole.ADMINISTRATOR, false);
    }

    /** Somebody who moderates the server. */
    public AccountId moderator(String username) {
        return insert(username, AccountRole.MODERATOR, false);
    }

    public AccountId guest(String username) {
        return insert(username, AccountRole.USER, true);
    }

    public AccountId bot(String username, AccountId owner) {
        var bot = person(username);
        jdbc.sql("update account set owner = ? where id = ?")
                .params(owner.value(), bot.value())
                .update();
        return bot;
    }

    private AccountId insert(String username, AccountRole role, boolean guest) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("""
                insert into account (username, display_name, search_name, role, guest, created_at)
                values (:username, :username, :username, :role, :guest, :now)""")
                .param("username", username)
                .param("role", role.name())
                .param("guest", guest)
                .param("now", Timestamp.from(Instant.now()))
                .update(key, "id");
        return new AccountId(Objects.requireNonNull(key.getKey()).longValue());
    }
}
