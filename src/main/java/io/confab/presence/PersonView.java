package io.confab.presence;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What others see of an account. An invisible one is offline here, like any other. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PersonView(
        long account,
        Presence presence,
        @Nullable Instant lastSeenAt,
        @Nullable Status status) {

    /** Of whom nothing is known. */
    static PersonView unknown(long account) {
        return new PersonView(account, Presence.OFFLINE, null, null);
    }
}
