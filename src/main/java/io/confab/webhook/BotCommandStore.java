package io.confab.webhook;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import io.confab.account.AccountId;
import io.confab.moderation.CommandSource.Offer;
import io.confab.room.RoomId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of the bots' commands, and where they are answered. */
@Repository
class BotCommandStore {

    /** In the room, and neither the bot nor its owner switched off. */
    private static final String OFFERED = """
            select c.name, c.arguments, c.description, c.bot from bot_command c
            join membership m on m.account = c.bot and m.room = ? and m.left_at is null
            join account a on a.id = c.bot and a.disabled_at is null
            join account o on o.id = a.owner and o.disabled_at is null
            """;

    private final JdbcClient jdbc;

    BotCommandStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where a bot is asked, and the secret that signs what it is sent. */
    record Endpoint(URI url, String secret) {

        /** Whatever is logged with it in it keeps silent about the secret. */
        @Override
        public String toString() {
            return "Endpoint[" + url + "]";
        }
    }

    Optional<Endpoint> endpoint(AccountId bot) {
        return jdbc.sql("select url, secret from bot_endpoint where bot = ?")
                .param(bot.value())
                .query((row, index) -> new Endpoint(URI.create(row.getString("url")), row.getString("secret")))
                .optional();
    }

    List<BotCommand> of(AccountId bot) {
        return jdbc.sql("select name, arguments, description from bot_command where bot = ? order by name")
                .param(bot.value())
                .query(BotCommand.class)
                .list();
    }

    /** Of two with the same name the older bot's comes first. */
    List<Offer> offered(RoomId room) {
        return jdbc.sql(OFFERED + "order by c.name, c.bot")
                .param(room.value())
                .query((row, index) -> new Offer(
                        row.getString("name"),
                        row.getString("arguments"),
                        row.getString("description"),
                        new AccountId(row.getLong("bot"))))
                .list();
    }

    void insert(AccountId bot, Endpoint endpoint, Instant now) {
        jdbc.sql("insert into bot_endpoint (bot, url, secret, created_at) values (?, ?, ?, ?)")
                .params(bot.value(), endpoint.url().toString(), endpoint.secret(), now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void move(AccountId bot, URI url) {
        jdbc.sql("update bot_endpoint set url = ? where bot = ?")
                .params(url.toString(), bot.value())
                .update();
    }

    void replace(AccountId bot, List<BotCommand> commands) {
        jdbc.sql("delete from bot_command where bot = ?").param(bot.value()).update();
        for (var command : commands) {
            jdbc.sql("insert into bot_command (bot, name, arguments, description) values (?, ?, ?, ?)")
                    .params(bot.value(), command.name(), command.arguments(), command.description())
                    .update();
        }
    }

    void delete(AccountId bot) {
        replace(bot, List.of());
        jdbc.sql("delete from bot_endpoint where bot = ?").param(bot.value()).update();
    }
}
