package io.confab.message;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountView;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message mentions, as everybody sees it.
 *
 * @param here true if it mentions those who were online, otherwise null
 * @param room true if it mentions everybody in the room, otherwise null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MentionsView(
        List<AccountView> accounts,
        @Nullable Boolean here,
        @Nullable Boolean room) {}
