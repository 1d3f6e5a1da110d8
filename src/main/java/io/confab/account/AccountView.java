package io.confab.account;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An account as everybody sees it: the author of a message, a member of a room.
 *
 * @param bot whether it is a program; left out on the wire where it is not
 */
public record AccountView(
        long id,
        String username,
        String displayName,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean bot) {

    /** A person or a guest. */
    public AccountView(long id, String username, String displayName) {
        this(id, username, displayName, false);
    }
}
