package io.confab.account;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.cluster.ControlLog;
import io.confab.shared.Constraint;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static java.util.Objects.requireNonNull;

/**
 * Accounts of programs. A bot belongs to whoever made it, who gives it tokens, renames it and switches it off, as do the
 * administrators of the server; it does none of that itself. All of it is in the audit log.
 */
@Service
public class Bots {

    private final AccountRepository repository;
    private final Accounts accounts;
    private final SignIns signIns;
    private final AccountSettings settings;
    private final ControlLog control;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Bots(
            AccountRepository repository,
            Accounts accounts,
            SignIns signIns,
            AccountSettings settings,
            ControlLog control,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.repository = repository;
        this.accounts = accounts;
        this.signIns = signIns;
        this.settings = settings;
        this.control = control;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    Account create(Actor by, Username username, DisplayName name) {
        var act = Act.of("bot.created", by).with("username", username.value());
        try {
            return audited(act, () -> {
                if (repository.existsByUsername(username.value())) {
                    throw Registration.usernameTaken();
                }
                var bot = repository.save(Account.bot(username, name, ownerWithinLimit(by), clock.instant()));
                audit.record(act.on(bot.id().value()));
                return bot;
            });
        } catch (DataIntegrityViolationException violation) {
            throw Constraint.isViolated(Registration.UNIQUE_NAME, violation) ? Registration.usernameTaken() : violation;
        }
    }

    /** Nobody else makes a bot of the same owner until the transaction ends. */
    private Account ownerWithinLimit(Actor by) {
        var me = new AccountId(by.account());
        var owner =
                repository.lock(by.account()).orElseThrow(() -> ErrorCode.UNAUTHENTICATED.because("Sign in first."));
        accounts.requireSpeaker(me);
        if (!accounts.isAdministrator(me) && repository.countByOwner(by.account()) >= settings.botsPerAccount()) {
            throw ErrorCode.FORBIDDEN.because(
                    settings.botsPerAccount() == 0
                            ? "Those who administrate the server make bots."
                            : "You have " + settings.botsPerAccount() + " bots, and those switched off count.");
        }
        return owner;
    }

    List<Account> of(AccountId owner) {
        return repository.findByOwnerOrderByUsername(owner.value());
    }

    /** How many bots the account may have; null if as many as it wants. */
    @Nullable
    Integer limit(AccountId owner) {
        return accounts.isAdministrator(owner) ? null : settings.botsPerAccount();
    }

    /** What is null stays as it is. A bot that is switched off loses its tokens; what it said stays. */
    Account change(Actor by, String username, @Nullable DisplayName name, @Nullable Boolean disabled) {
        var bot = require(by, username).id();
        var act = Act.of("bot.changed", by)
                .on(bot.value())
                .with("displayName", name == null ? null : name.value())
                .with("disabled", disabled);
        var changed = audited(act, () -> {
            accounts.requireWriter(new AccountId(by.account()));
            var account = repository.lock(bot.value()).orElseThrow(Bots::unknown);
            if (name != null) {
                accounts.requireSpeaker(new AccountId(by.account()));
                account.rename(name);
            }
            if (Boolean.TRUE.equals(disabled)) {
                account.disable(clock.instant());
                signIns.endAll(bot);
            } else if (disabled != null) {
                account.enable();
            }
            control.write(Accounts.changed(bot));
            audit.record(act);
            return account;
        });
        accounts.forget(bot);
        return changed;
    }

    SignIns.NewToken giveToken(Actor by, String username, String name, Set<Scope> scopes) {
        if (scopes.contains(Scope.ACCOUNT)) {
            throw ErrorCode.INVALID
                    .because("A bot does not change its own account.")
                    .at("scopes");
        }
        var bot = require(by, username);
        if (bot.isDisabled()) {
            throw ErrorCode.INVALID.because("This bot is switched off.");
        }
        var act = Act.of("token.given", by).on(bot.id().value()).with("name", name);
        return audited(act, () -> {
            accounts.requireWriter(new AccountId(by.account()));
            var given = signIns.give(bot.id(), name, scopes);
            audit.record(act.with("token", given.signIn().getId().toString()));
            return given;
        });
    }

    List<SignIn> tokens(Actor by, String username) {
        return signIns.of(require(by, username).id(), SignIn.Kind.TOKEN);
    }

    void revokeToken(Actor by, String username, UUID token) {
        var bot = require(by, username).id();
        var act = Act.of("token.revoked", by).on(bot.value()).with("token", token.toString());
        audited(act, () -> {
            signIns.end(bot, SignIn.Kind.TOKEN, token);
            audit.record(act);
            return true;
        });
    }

    /**
     * The bot of this name that is the actor's to manage.
     *
     * @throws io.confab.shared.Refusal {@code not-found}; what holds back the actor
     */
    public AccountId requireMine(Actor by, String username) {
        accounts.requireWriter(new AccountId(by.account()));
        return require(by, username).id();
    }

    private <T> T audited(Act act, Supplier<T> change) {
        return requireNonNull(audit.guard(act, () -> transaction.execute(status -> change.get())));
    }

    /** To others than its owner and the administrators there is nothing to see. */
    private Account require(Actor by, String username) {
        var me = new AccountId(by.account());
        return Username.of(username)
                .flatMap(repository::findByUsername)
                .filter(Account::isBot)
                .filter(bot -> me.equals(bot.owner()) || accounts.isAdministrator(me))
                .orElseThrow(Bots::unknown);
    }

    private static RuntimeException unknown() {
        return ErrorCode.NOT_FOUND.because("You have no such bot.");
    }
}
