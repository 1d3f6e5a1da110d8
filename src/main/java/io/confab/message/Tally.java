package io.confab.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

import io.confab.account.AccountId;

/** How many reacted with an emoji, and the first of them. */
record Tally(String emoji, int count, List<AccountId> first) {

    /** As many are named; the others are counted. */
    static final int NAMED = 20;

    /** One reaction of one account. */
    record Given(String emoji, AccountId account) {}

    /** Counts reactions that are in the order in which they were given: so are the emoji, and who is named. */
    static List<Tally> of(Collection<Given> reactions) {
        var byEmoji = new LinkedHashMap<String, List<AccountId>>();
        for (var given : reactions) {
            byEmoji.computeIfAbsent(given.emoji(), emoji -> new ArrayList<>()).add(given.account());
        }
        var tallies = new ArrayList<Tally>(byEmoji.size());
        byEmoji.forEach((emoji, accounts) -> tallies.add(new Tally(
                emoji, accounts.size(), List.copyOf(accounts.subList(0, Math.min(NAMED, accounts.size()))))));
        return tallies;
    }
}
