package io.confab.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to be notified, on whatever device. The clients go by it; the server tells them everything.
 *
 * @param desktop whether the browser shows notifications where it was allowed to
 * @param quiet   null if there are no quiet hours
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NotificationSettings(
        @NotNull Boolean desktop,
        @NotNull Boolean sound,
        @Valid @Nullable QuietHours quiet) {

    static final NotificationSettings INITIAL = new NotificationSettings(true, false, null);
}
