package io.confab.message;

import java.util.ArrayList;
import java.util.List;

import io.confab.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message mentions.
 *
 * @param accounts by name, in the order in which they are named, each once
 * @param here     those too who were online then
 * @param room     everybody in the room
 */
record Mentions(List<AccountId> accounts, boolean here, boolean room) {

    static final Mentions NONE = new Mentions(List.of(), false, false);

    private static final String HERE = "here";
    private static final String ROOM = "room";

    boolean isEmpty() {
        return accounts.isEmpty() && !here && !room;
    }

    /** As it is kept in the message's row: null if there are none. */
    static Mentions ofRow(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        var words = List.of(text.split(" "));
        var accounts = words.stream()
                .filter(word -> !word.equals(HERE) && !word.equals(ROOM))
                .map(word -> new AccountId(Long.parseLong(word)))
                .toList();
        return new Mentions(accounts, words.contains(HERE), words.contains(ROOM));
    }

    @Nullable
    String toRow() {
        if (isEmpty()) {
            return null;
        }
        var words = new ArrayList<String>();
        if (here) {
            words.add(HERE);
        }
        if (room) {
            words.add(ROOM);
        }
        accounts.forEach(account -> words.add(Long.toString(account.value())));
        return String.join(" ", words);
    }
}
