package io.confab.notification;

import io.confab.account.AccountId;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the settings. */
@Component
class NotificationStore {

    private final JdbcClient jdbc;

    NotificationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    NotificationSettings of(AccountId account) {
        return jdbc.sql(
                        "select desktop, sound, quiet_from, quiet_to, time_zone from notification_settings where account = ?")
                .param(account.value())
                .query((row, number) -> new NotificationSettings(
                        row.getBoolean("desktop"),
                        row.getBoolean("sound"),
                        quiet(row.getString("quiet_from"), row.getString("quiet_to"), row.getString("time_zone"))))
                .optional()
                .orElse(NotificationSettings.INITIAL);
    }

    void put(AccountId account, NotificationSettings settings) {
        var quiet = settings.quiet();
        if (quiet != null) {
            quiet.requireValid();
        }
        if (!update(account, settings)) {
            try {
                insert(account, settings);
            } catch (DuplicateKeyException another) {
                // Of this account's devices was first.
                update(account, settings);
            }
        }
    }

    private boolean update(AccountId account, NotificationSettings settings) {
        return write("""
                update notification_settings
                set desktop = :desktop, sound = :sound, quiet_from = :from, quiet_to = :to, time_zone = :zone
                where account = :account""", account, settings);
    }

    private void insert(AccountId account, NotificationSettings settings) {
        write("""
                insert into notification_settings (account, desktop, sound, quiet_from, quiet_to, time_zone)
                values (:account, :desktop, :sound, :from, :to, :zone)""", account, settings);
    }

    private boolean write(String sql, AccountId account, NotificationSettings settings) {
        var quiet = settings.quiet();
        return 0
                < jdbc.sql(sql)
                        .param("account", account.value())
                        .param("desktop", settings.desktop())
                        .param("sound", settings.sound())
                        .param("from", quiet == null ? null : quiet.from())
                        .param("to", quiet == null ? null : quiet.to())
                        .param("zone", quiet == null ? null : quiet.timeZone())
                        .update();
    }

    private static @Nullable QuietHours quiet(@Nullable String from, @Nullable String to, @Nullable String timeZone) {
        return from == null || to == null || timeZone == null ? null : new QuietHours(from, to, timeZone);
    }
}
