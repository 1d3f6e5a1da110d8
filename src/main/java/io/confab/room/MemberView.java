package io.confab.room;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountView;
import org.jspecify.annotations.Nullable;

/**
 * A place in a room, or one that somebody had: then {@code leftAt} says until when.
 *
 * @param mutedUntil    they say nothing here before; the time may have passed
 * @param readOnlyUntil they change nothing here before; the time may have passed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberView(
        AccountView account,
        Role role,
        long rev,
        Instant joinedAt,
        @Nullable Instant leftAt,
        @Nullable Instant mutedUntil,
        @Nullable Instant readOnlyUntil) {

    public MemberView(AccountView account, Role role, long rev, Instant joinedAt, @Nullable Instant leftAt) {
        this(account, role, rev, joinedAt, leftAt, null, null);
    }
}
