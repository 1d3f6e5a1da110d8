package io.confab.feed;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.stomp.Signal;
import io.confab.stomp.Signals;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Streams with a last value: who may read them, and how other programs push values in. Thread-safe. */
@Service
public class Feeds {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");
    private static final int LONGEST_VALUE = 32_000;

    private final Set<String> ofSources;
    private final FeedStore store;
    private final LastValues last;
    private final FeedSettings settings;
    private final Accounts accounts;
    private final Audit audit;
    private final Signals signals;
    private final JsonMapper json;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Feeds(
            List<FeedSource> sources,
            FeedStore store,
            LastValues last,
            FeedSettings settings,
            Accounts accounts,
            Audit audit,
            Signals signals,
            JsonMapper json,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.ofSources = sources.stream().map(FeedSource::name).collect(Collectors.toUnmodifiableSet());
        this.store = store;
        this.last = last;
        this.settings = settings;
        this.accounts = accounts;
        this.audit = audit;
        this.signals = signals;
        this.json = json;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Pushes a value into a feed, which is there from the first one on. For those who moderate or administrate the server.
     * That a feed began is an act; the values that follow are too many to be one each.
     *
     * @return whether it is another than the last; if not, nobody hears it again
     * @throws Refusal {@code forbidden}; {@code invalid} if the name is a source's or none, or the value too long
     */
    public boolean push(Actor by, String name, JsonNode value) {
        requireName(name);
        var act = Act.of("feed.pushed", by).with("feed", name);
        audit.guard(act, () -> {
            requireAllowed(new AccountId(by.account()));
            return true;
        });
        var text = json.writeValueAsString(value);
        if (text.length() > LONGEST_VALUE) {
            throw ErrorCode.INVALID.because("A value has at most " + LONGEST_VALUE + " characters.");
        }
        requireRoomFor(name);
        // Before the transaction: of two who make the row at once one fails, and PostgreSQL takes nothing after that.
        boolean isNew = store.create(name);
        var pushed = transaction.execute(status -> {
            if (isNew) {
                audit.record(act);
            }
            return store.push(name, text, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        });
        pushed.ifPresent(news -> {
            last.accept(news);
            signals.send(new Signal(FeedRunner.SUBJECT, news.encoded()));
        });
        return pushed.isPresent();
    }

    private void requireAllowed(AccountId account) {
        accounts.requireStaff(account);
        accounts.requireWriter(account);
    }

    private void requireName(String name) {
        if (!NAME.matcher(name).matches() || ofSources.contains(name)) {
            throw ErrorCode.INVALID
                    .because("Values cannot be pushed into a feed of this name.")
                    .at("name");
        }
    }

    private void requireRoomFor(String name) {
        if (!store.names().contains(name) && store.count() - ofSources.size() >= settings.pushed()) {
            throw ErrorCode.INVALID
                    .because("There are " + settings.pushed() + " feeds already.")
                    .at("name");
        }
    }

    /** The last value; nothing if there is none yet. */
    Optional<FeedValue> last(String name, AccountId reader) {
        requireReader(name, reader);
        var known = last.of(name);
        return known.isPresent() && ofSources.contains(name) ? known : newer(known, store.find(name));
    }

    private static Optional<FeedValue> newer(Optional<FeedValue> one, Optional<FeedValue> other) {
        return one.isPresent() && (other.isEmpty() || one.get().isNewerThan(other.get())) ? one : other;
    }

    /** The names of those that the reader may read. */
    List<String> names(AccountId reader) {
        return store.names().stream().filter(name -> mayRead(name, reader)).toList();
    }

    /** @throws Refusal {@code forbidden} */
    void requireReader(String name, AccountId reader) {
        if (!mayRead(name, reader)) {
            throw ErrorCode.FORBIDDEN.because("This feed is not for you.");
        }
    }

    boolean mayRead(String name, AccountId reader) {
        return switch (settings.readersOf(name)) {
            case EVERYBODY -> true;
            case ACCOUNTS -> !accounts.isGuest(reader);
            case MODERATORS -> accounts.isStaff(reader);
            case ADMINISTRATORS -> accounts.isAdministrator(reader);
        };
    }
}
