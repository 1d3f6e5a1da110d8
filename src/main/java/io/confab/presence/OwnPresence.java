package io.confab.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One's own presence.
 *
 * @param presence what others see
 * @param status one's own, which others see while one is there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OwnPresence(
        Availability availability,
        Presence presence,
        @Nullable Status status) {}
