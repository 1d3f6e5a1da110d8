package io.confab.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import io.confab.account.AccountId;
import org.jspecify.annotations.Nullable;

/** What a batch has to write so that the rows of the mentions are what its messages say. */
final class MentionChanges {

    /** {@code @here} of more than so many who are online takes another row. */
    private static final int ACCOUNTS_A_ROW = 256;

    private final Map<Long, Change> changes = new LinkedHashMap<>();

    /** Those whom a message mentions since a change of it, and did not before. */
    record Newly(Set<AccountId> accounts, boolean room) {

        static final Newly NOBODY = new Newly(Set.of(), false);

        boolean isEmpty() {
            return accounts.isEmpty() && !room;
        }
    }

    /** A message that names an account. */
    record Named(AccountId account, StoredMessage message) {}

    /**
     * A message that calls some of a room.
     *
     * @param accounts those of them from {@code first} to {@code last} who are meant; null means all
     */
    record Called(StoredMessage message, long first, long last, Long @Nullable [] accounts) {}

    /** What became of a message in this batch: its mentions before, its last state, and who was online if it calls them. */
    private record Change(Mentions before, StoredMessage after, Set<AccountId> online) {}

    /** Notes that a message mentions others than it did. */
    Newly note(Mentions before, StoredMessage after, Set<AccountId> online) {
        var now = after.mentions();
        if (before.equals(now)) {
            changes.computeIfPresent(after.id(), (id, change) -> new Change(change.before, after, change.online));
            return Newly.NOBODY;
        }
        var earlier = changes.get(after.id());
        var called = now.here() && !before.here() ? online : earlier == null ? Set.<AccountId>of() : earlier.online;
        changes.put(after.id(), new Change(earlier == null ? before : earlier.before, after, called));
        var accounts = new HashSet<>(now.accounts());
        if (now.here() && !before.here()) {
            accounts.addAll(online);
        }
        before.accounts().forEach(accounts::remove);
        accounts.remove(after.author());
        return new Newly(accounts, now.room() && !before.room());
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    List<Named> unnamed() {
        return named(change ->
                minus(change.before.accounts(), change.after.mentions().accounts()));
    }

    List<Named> named() {
        return named(change -> minus(change.after.mentions().accounts(), change.before.accounts()));
    }

    /** Messages that call those who are online no more. */
    List<StoredMessage> silentHere() {
        return changes.values().stream()
                .filter(change ->
                        change.before.here() && !change.after.mentions().here())
                .map(Change::after)
                .toList();
    }

    /** Messages that call the room no more. */
    List<StoredMessage> silentRoom() {
        return changes.values().stream()
                .filter(change ->
                        change.before.room() && !change.after.mentions().room())
                .map(Change::after)
                .toList();
    }

    List<Called> called() {
        var rows = new ArrayList<Called>();
        for (var change : changes.values()) {
            var now = change.after.mentions();
            if (now.room() && !change.before.room()) {
                rows.add(new Called(change.after, 0, Long.MAX_VALUE, null));
            }
            if (now.here() && !change.before.here()) {
                rows.addAll(rows(change));
            }
        }
        return rows;
    }

    private static List<Called> rows(Change change) {
        var sorted = new TreeSet<Long>();
        change.online.forEach(account -> sorted.add(account.value()));
        sorted.remove(change.after.author().value());
        var all = List.copyOf(sorted);
        var rows = new ArrayList<Called>();
        for (int begin = 0; begin < all.size(); begin += ACCOUNTS_A_ROW) {
            var some = all.subList(begin, Math.min(begin + ACCOUNTS_A_ROW, all.size()));
            rows.add(new Called(change.after, some.get(0), some.get(some.size() - 1), some.toArray(Long[]::new)));
        }
        return rows;
    }

    private List<Named> named(Function<Change, Collection<AccountId>> which) {
        return changes.values().stream()
                .flatMap(change -> which.apply(change).stream().map(account -> new Named(account, change.after)))
                .toList();
    }

    private static Collection<AccountId> minus(Collection<AccountId> some, Collection<AccountId> others) {
        var rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}
