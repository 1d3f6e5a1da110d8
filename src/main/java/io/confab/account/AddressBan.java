package io.confab.account;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A network that guests and new accounts may not come from.
 *
 * @param network an address, or a range of them as {@code 192.0.2.0/24}
 * @param until   null if it has no end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AddressBan(
        long id,
        String network,
        String reason,
        AccountView imposedBy,
        Instant createdAt,
        @Nullable Instant until,
        @Nullable Instant liftedAt,
        @Nullable AccountView liftedBy) {}
