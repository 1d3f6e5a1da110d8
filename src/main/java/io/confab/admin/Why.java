package io.confab.admin;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What an act is explained with in the audit log, for requests that say nothing else. */
record Why(
        @Size(max = 500) @Pattern(regexp = Text.NO_NUL) @Nullable
        String reason) {

    /** Such a request may come without a body. */
    static @Nullable String reason(@Nullable Why why) {
        return why == null ? null : why.reason();
    }
}
