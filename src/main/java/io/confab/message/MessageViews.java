package io.confab.message;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.message.MessageView.PinnedView;
import io.confab.message.MessageView.RemovedView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns rows into what everybody sees. */
@Component
class MessageViews {

    private final Accounts accounts;
    private final MessageStore store;

    MessageViews(Accounts accounts, MessageStore store) {
        this.accounts = accounts;
        this.store = store;
    }

    /** A message with its reactions. */
    record Shown(StoredMessage message, List<Tally> reactions) {}

    /** These messages with the reactions that they have now. */
    List<MessageView> of(List<StoredMessage> messages) {
        var tallies = store.tallies(messages.stream()
                .filter(message -> !message.isDeleted())
                .map(StoredMessage::id)
                .toList());
        return ofShown(messages.stream()
                .map(message -> new Shown(message, tallies.getOrDefault(message.id(), List.of())))
                .toList());
    }

    /** These messages, each with the reactions that it had at its moment. The names are looked up for all of them at once. */
    List<MessageView> ofShown(Collection<Shown> messages) {
        var people = new HashSet<AccountId>();
        for (var shown : messages) {
            people.add(shown.message().author());
            shown.reactions().forEach(tally -> people.addAll(tally.first()));
            people.addAll(shown.message().mentions().accounts());
            if (shown.message().pinned() != null) {
                people.add(shown.message().pinned().by());
            }
        }
        var names = accounts.views(people);
        return messages.stream().map(shown -> view(shown, names)).toList();
    }

    private static MessageView view(Shown shown, Map<AccountId, AccountView> names) {
        var message = shown.message();
        return new MessageView(
                message.id(),
                message.room().value(),
                message.seq(),
                message.rev(),
                name(names, message.author()),
                message.body(),
                message.clientId(),
                message.replyTo(),
                message.replyToSeq(),
                message.createdAt(),
                message.editedAt(),
                message.deletedAt(),
                shown.reactions().stream()
                        .map(tally -> new ReactionView(
                                tally.emoji(),
                                tally.count(),
                                tally.first().stream()
                                        .map(account -> name(names, account))
                                        .toList()))
                        .toList(),
                view(message.mentions(), names),
                message.removed() == null
                        ? null
                        : new RemovedView(message.removed().reason()),
                message.pinned() == null
                        ? null
                        : new PinnedView(
                                message.pinned().at(),
                                name(names, message.pinned().by())));
    }

    private static @Nullable MentionsView view(Mentions mentions, Map<AccountId, AccountView> names) {
        return mentions.isEmpty()
                ? null
                : new MentionsView(
                        mentions.accounts().stream()
                                .map(account -> name(names, account))
                                .toList(),
                        mentions.here() ? true : null,
                        mentions.room() ? true : null);
    }

    private static AccountView name(Map<AccountId, AccountView> names, AccountId account) {
        return Objects.requireNonNull(names.get(account), "An account is never deleted");
    }
}
