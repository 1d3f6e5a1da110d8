package io.confab.message;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.confab.account.AccountId;
import io.confab.account.AccountRole;
import io.confab.account.Accounts;
import io.confab.audit.Audit;
import io.confab.message.MessageStore.CommandKey;
import io.confab.message.MessageStore.Earlier;
import io.confab.room.LockedRoom;
import io.confab.room.RoomId;
import io.confab.room.RoomLedger;
import io.confab.room.RoomLedger.Writer;
import io.confab.shared.Refusal;
import io.confab.stomp.NodeLease;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

import static java.util.stream.Collectors.toSet;

/** Carries out a batch of commands in one transaction. The number of statements does not depend on how many there are. */
@Component
class LogWriter {

    private final TransactionTemplate transactions;
    private final NodeLease lease;
    private final RoomLedger ledger;
    private final MessageStore store;
    private final MentionStore mentions;
    private final Mentioning mentioning;
    private final RemovalStore removals;
    private final PinStore pins;
    private final MessageIds ids;
    private final List<PostingRule> rules;
    private final Accounts accounts;
    private final Audit audit;
    private final Clock clock;

    LogWriter(
            PlatformTransactionManager transactionManager,
            NodeLease lease,
            RoomLedger ledger,
            MessageStore store,
            MentionStore mentions,
            Mentioning mentioning,
            RemovalStore removals,
            PinStore pins,
            MessageIds ids,
            List<PostingRule> rules,
            Accounts accounts,
            Audit audit,
            Clock clock) {
        this.transactions = new TransactionTemplate(transactionManager);
        this.lease = lease;
        this.ledger = ledger;
        this.store = store;
        this.mentions = mentions;
        this.mentioning = mentioning;
        this.removals = removals;
        this.pins = pins;
        this.ids = ids;
        this.rules = rules;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** Nobody can tell whether it was committed. To ask again, under the same clientIds, is safe. */
    static final class InDoubt extends RuntimeException {

        InDoubt(RuntimeException cause) {
            super(cause);
        }
    }

    /** Either what became of a command or why it was refused. */
    record Result(Batch.@Nullable Outcome outcome, @Nullable Refusal refusal) {}

    /**
     * Returns after the commit, one result for each command. Throws if the transaction failed: nothing was carried out
     * then.
     *
     * @throws InDoubt if the commit failed: maybe everything was carried out, and only the answer was lost
     */
    List<Result> write(List<Command> commands) {
        var results = new ArrayList<Result>(commands.size());
        var committing = new AtomicBoolean();
        try {
            transactions.executeWithoutResult(status -> {
                carryOut(commands, results);
                committing.set(true);
            });
        } catch (RuntimeException failure) {
            // A rule that refuses within a transaction of its own spoils ours, although it changed nothing.
            if (commands.size() == 1 && results.size() == 1 && results.get(0).refusal() != null) {
                return results;
            }
            if (committing.get() && !(failure instanceof UnexpectedRollbackException)) {
                throw new InDoubt(failure);
            }
            throw failure;
        }
        return results;
    }

    private void carryOut(List<Command> commands, List<Result> results) {
        var writers = commands.stream()
                .map(command -> new Writer(command.room(), command.author()))
                .collect(toSet());
        var rooms = ledger.lock(writers);
        lease.requireHeld();
        var keys = commands.stream().map(CommandKey::of).collect(toSet());
        var earlier = store.earlier(keys);
        var known = known(rooms, earlier, Needed.by(commands, earlier));
        var batch = new Batch(
                known,
                mentioning.resolve(commands),
                rulesWithin(rooms, writers),
                ids::next,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        for (var command : commands) {
            results.add(apply(batch, command));
        }
        write(batch);
    }

    private Batch.Known known(Map<RoomId, LockedRoom> rooms, Map<CommandKey, Earlier> earlier, Needed needed) {
        return new Batch.Known(
                rooms,
                earlier,
                store.byId(needed.messages()),
                store.reactions(needed.reactions()),
                removals.originals(needed.originals()),
                pins.counts(needed.pins()));
    }

    private Batch.Rules rulesWithin(Map<RoomId, LockedRoom> rooms, Set<Writer> writers) {
        var current = rules.stream().map(rule -> rule.within(rooms, writers)).toList();
        return new Batch.Rules() {
            @Override
            public void check(Command.Post post) {
                current.forEach(rule -> rule.check(post.room(), post.author(), post.draft()));
            }

            @Override
            public void checkChange(Command change) {
                current.forEach(rule -> rule.checkChange(change.room(), change.author()));
            }

            @Override
            public AccountRole role(AccountId account) {
                return accounts.role(account);
            }
        };
    }

    private void write(Batch batch) {
        store.insert(batch.inserted());
        store.update(batch.updated());
        store.removeReactions(batch.reactions().removed());
        store.addReactions(batch.reactions().added());
        removals.write(batch.originals());
        pins.write(batch.pins());
        store.insertCommands(batch.done());
        mentions.write(batch.mentions());
        if (!batch.changedRooms().isEmpty()) {
            ledger.advance(batch.changedRooms());
        }
        batch.acts().forEach(audit::record);
    }

    private static Result apply(Batch batch, Command command) {
        try {
            return new Result(batch.apply(command), null);
        } catch (Refusal refusal) {
            return new Result(null, refusal);
        }
    }
}
