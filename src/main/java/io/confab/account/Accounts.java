package io.confab.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.cluster.ControlEntry;
import io.confab.shared.ErrorCode;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/** Who the accounts are. The only service that other modules call here. */
@Service
public class Accounts {

    /*
     * Names are read for every message of every page, and change rarely. What was changed is forgotten here at once and on
     * the other nodes within a second; what a reader puts back at the same instant is wrong for no longer than this.
     */
    private static final Duration STALE_AT_MOST = Duration.ofSeconds(30);

    private static final String CHANGED = "account.changed";
    private static final int CACHED = 20_000;

    private final AccountRepository repository;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Cache<AccountId, AccountView> views = Caffeine.newBuilder()
            .maximumSize(CACHED)
            .expireAfterWrite(STALE_AT_MOST)
            .build();

    Accounts(AccountRepository repository, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        this.events = events;
    }

    /** How everybody sees an account; a disabled one too, because what it said stays. */
    public AccountView view(AccountId account) {
        var view = views.getIfPresent(account);
        return view == null ? read(account) : view;
    }

    /** A question about one has a plan that is kept; one about a list is made anew each time. */
    private AccountView read(AccountId account) {
        var view = repository
                .view(account.value())
                .orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such account."));
        views.put(account, view);
        return view;
    }

    /** How everybody sees these accounts. What does not exist is left out. */
    public Map<AccountId, AccountView> views(Collection<AccountId> accounts) {
        var found = new HashMap<>(views.getAllPresent(accounts));
        var missing = new HashSet<Long>();
        for (AccountId account : accounts) {
            if (!found.containsKey(account)) {
                missing.add(account.value());
            }
        }
        if (!missing.isEmpty()) {
            for (AccountView view : repository.views(missing)) {
                found.put(new AccountId(view.id()), view);
                views.put(new AccountId(view.id()), view);
            }
        }
        return found;
    }

    /** The account that has this username now, in any case; a disabled one has none. */
    public Optional<AccountView> byUsername(String username) {
        return named(username).filter(account -> !account.isDisabled()).map(Account::view);
    }

    /** The same, where there has to be one. */
    public AccountView requireByUsername(String username) {
        return byUsername(username).orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such account."));
    }

    /** The same of the disabled ones too, which keep their names: for what they said, and what was decided about them. */
    public AccountView requireEverKnown(String username) {
        return named(username)
                .map(Account::view)
                .orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such account."));
    }

    private Optional<Account> named(String username) {
        return Username.of(username).flatMap(repository::findByUsername);
    }

    /** What an account may do on the whole server. Never cached: a change acts at once. */
    public AccountRole role(AccountId account) {
        return repository
                .role(account.value())
                .orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such account."));
    }

    /** How an account is held back: a bot as its owner is, too. Never cached: it acts at once. */
    public Restraint restraint(AccountId id) {
        var account = require(id);
        var owner = account.owner();
        return owner == null
                ? account.restraint()
                : account.restraint().and(require(owner).restraint());
    }

    /** Whose bot the account is; nothing if it is none. */
    public Optional<AccountId> owner(AccountId bot) {
        return view(bot).bot() ? Optional.ofNullable(require(bot).owner()) : Optional.empty();
    }

    /** The bots that belong to an account. */
    public List<AccountId> bots(AccountId owner) {
        return repository.findByOwnerOrderByUsername(owner.value()).stream()
                .map(Account::id)
                .toList();
    }

    /** @throws io.confab.shared.Refusal {@code read-only} or {@code banned}, for whoever is held back on the whole server */
    public void requireWriter(AccountId account) {
        restraint(account).requireWriter(clock.instant());
    }

    /** @throws io.confab.shared.Refusal {@code muted} too */
    public void requireSpeaker(AccountId account) {
        restraint(account).requireSpeaker(clock.instant());
    }

    /** Whether {@link #requireWriter} lets the account pass. */
    public boolean isWriter(AccountId account) {
        return restraint(account).isWriter(clock.instant());
    }

    /** Whether the account moderates or administrates the server; a disabled one does not. */
    public boolean isStaff(AccountId account) {
        return repository
                .role(account.value())
                .filter(role -> role != AccountRole.USER)
                .isPresent();
    }

    /** Whether the account administrates the server; a disabled one does not. */
    public boolean isAdministrator(AccountId account) {
        return repository
                .role(account.value())
                .filter(role -> role == AccountRole.ADMINISTRATOR)
                .isPresent();
    }

    /** Refuses whoever does not moderate or administrate the server. */
    public void requireStaff(AccountId account) {
        if (role(account) == AccountRole.USER) {
            throw ErrorCode.FORBIDDEN.because("This is for those who moderate or administrate the server.");
        }
    }

    /** Refuses whoever does not administrate the server. */
    public void requireAdministrator(AccountId account) {
        if (role(account) != AccountRole.ADMINISTRATOR) {
            throw ErrorCode.FORBIDDEN.because("This is for those who administrate the server.");
        }
    }

    /** Refuses whoever does not rank above the other on the whole server; nobody ranks above themselves. */
    public void requireAbove(AccountId account, AccountId other) {
        if (role(account).compareTo(roleOf(other)) >= 0) {
            throw ErrorCode.FORBIDDEN.because("Nobody acts on their equals or those above them.");
        }
    }

    /** Whether the account ranks below the other on the whole server now; nobody ranks below who is disabled. */
    public boolean isBelow(AccountId account, AccountId other) {
        return isEnabled(other) && role(account).compareTo(role(other)) > 0;
    }

    /** Whether somebody could act on the account on the whole server now, apart from this one of them. */
    public boolean hasOtherAbove(AccountId account, AccountId apartFrom) {
        var own = roleOf(account);
        return staff().stream()
                .filter(other -> !other.equals(apartFrom) && role(other).compareTo(own) < 0)
                .anyMatch(this::isWriter);
    }

    /** Those who moderate or administrate the server; a disabled one does not. */
    public List<AccountId> staff() {
        return repository.idsOf(List.of(AccountRole.ADMINISTRATOR, AccountRole.MODERATOR)).stream()
                .map(AccountId::new)
                .toList();
    }

    /** Whether the account is not disabled. */
    public boolean isEnabled(AccountId account) {
        return repository.role(account.value()).isPresent();
    }

    /** The role of a disabled account, too: what it said and what was decided about it is for those above it still. */
    public AccountRole roleOf(AccountId account) {
        return require(account).role();
    }

    /** Whether the account is a guest: a name and nothing else. */
    public boolean isGuest(AccountId account) {
        return require(account).isGuest();
    }

    private Account require(AccountId account) {
        return repository
                .findById(account.value())
                .orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such account."));
    }

    /** Tells every node that the account is to be read anew. */
    static ControlEntry changed(AccountId account) {
        return new ControlEntry(CHANGED, Long.toString(account.value()));
    }

    @EventListener
    void on(ControlEntry entry) {
        if (entry.kind().equals(CHANGED)) {
            var account = new AccountId(Long.parseLong(entry.body()));
            forget(account);
            events.publishEvent(new RoleChanged(account));
        }
    }

    /** Reads the account anew the next time. Call it after the commit. */
    void forget(AccountId account) {
        views.invalidate(account);
    }
}
