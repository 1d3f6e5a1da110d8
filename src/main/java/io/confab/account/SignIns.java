package io.confab.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.confab.cluster.ControlEntry;
import io.confab.cluster.ControlLog;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.stomp.CloseCode;
import io.confab.stomp.Connections;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static java.util.stream.Collectors.joining;

/**
 * The proofs of identity: the browsers that are signed in and the tokens that were given out. One that ends takes its
 * live connections with it.
 */
@Service
class SignIns {

    static final String TOKEN_PREFIX = "confab_";

    private static final int SECRET_BYTES = 32;

    /** How exactly a sign-in knows when it was last seen; a write for every request would be no use to anybody. */
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);

    private static final int BATCH = 500;

    private static final String ENDED = "sign-in.ended";

    /** What fits into one entry of the control log. */
    private static final int PER_ENTRY = 100;

    /** Browsers that one account is signed in with. The oldest makes room: the newest is the one that somebody holds. */
    static final int BROWSERS_PER_ACCOUNT = 100;

    private static final int TOKENS_PER_ACCOUNT = 100;

    private final SignInRepository repository;
    private final ProofStore proofs;
    private final AccountRepository accounts;
    private final SignInSettings settings;
    private final JdbcClient jdbc;
    private final Connections connections;
    private final ControlLog control;
    private final BannedAddresses addresses;
    private final Sightings sightings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SignIns(
            SignInRepository repository,
            ProofStore proofs,
            AccountRepository accounts,
            SignInSettings settings,
            JdbcClient jdbc,
            Connections connections,
            ControlLog control,
            BannedAddresses addresses,
            Sightings sightings,
            Clock clock) {
        this.repository = repository;
        this.proofs = proofs;
        this.accounts = accounts;
        this.settings = settings;
        this.jdbc = jdbc;
        this.connections = connections;
        this.control = control;
        this.addresses = addresses;
        this.sightings = sightings;
        this.clock = clock;
    }

    /**
     * The same for who proved to know a password, unless it was changed meanwhile: the change ended every sign-in, and
     * this one must not slip in behind it. The lock puts the two one after the other.
     */
    @Transactional
    SignIn begin(SigningIn.Proven proven, String address, @Nullable String userAgent) {
        var account = accounts.lock(proven.account().id())
                .filter(now -> !now.isDisabled() && proven.password().equals(now.password()))
                .orElseThrow(() -> ErrorCode.BUSY.because("The account was changed meanwhile. Try again."));
        account.requireNotBanned(clock.instant());
        addresses.requireFree(account.newness(), address);
        return begin(account.id(), address, userAgent);
    }

    /** Why a sign-in that {@link #resolve} does not accept is refused. */
    @Transactional(readOnly = true)
    Refusal refusal(UUID signIn, @Nullable String address) {
        return refusal(proofs.bySignIn(signIn), address, "This sign-in has ended.");
    }

    @Transactional(readOnly = true)
    Refusal refusal(Secret token, @Nullable String address) {
        return refusal(proofs.byToken(hash(token)), address, "This token is unknown or was revoked.");
    }

    private Refusal refusal(Optional<Proof> proof, @Nullable String address, String otherwise) {
        var known = proof.filter(found -> !found.isExpired(clock, settings.idle()));
        try {
            known.flatMap(found -> accounts.findById(found.account())).ifPresent(account -> {
                account.requireNotBanned(clock.instant());
                addresses.requireFree(account.newness(), address);
            });
            known.map(Proof::owner)
                    .flatMap(accounts::findById)
                    .ifPresent(owner -> owner.requireNotBanned(clock.instant()));
        } catch (Refusal reason) {
            return reason;
        }
        return ErrorCode.UNAUTHENTICATED.because(otherwise);
    }

    @Transactional
    SignIn begin(AccountId account, String address, @Nullable String userAgent) {
        endThese(repository.oldest(account.value(), SignIn.Kind.COOKIE, BROWSERS_PER_ACCOUNT - 1, BATCH));
        var now = clock.instant();
        return repository.save(
                SignIn.byCookie(account, randomText(), address, userAgent, now, now.plus(settings.lifetime())));
    }

    /** A new token and its sign-in. The token itself is not kept. */
    @Transactional
    NewToken give(AccountId account, String name, Set<Scope> scopes) {
        if (repository.count(account.value(), SignIn.Kind.TOKEN) >= TOKENS_PER_ACCOUNT) {
            throw ErrorCode.FORBIDDEN.because(
                    "There are " + TOKENS_PER_ACCOUNT + " tokens of this account. Revoke one first.");
        }
        var token = new Secret(TOKEN_PREFIX + randomText());
        return new NewToken(
                repository.save(SignIn.byToken(account, name, scopes, hash(token), clock.instant())), token);
    }

    record NewToken(SignIn signIn, Secret token) {}

    /** Who a sign-in stands for, unless it has ended or expired, or may not come from that address. */
    Optional<SignedInAuthentication> resolve(UUID signIn, @Nullable String address) {
        return proofs.bySignIn(signIn).flatMap(proof -> accept(proof, address));
    }

    /** Who the bearer of a token is. */
    Optional<SignedInAuthentication> resolve(Secret token, @Nullable String address) {
        return proofs.byToken(hash(token)).flatMap(proof -> accept(proof, address));
    }

    private Optional<SignedInAuthentication> accept(Proof proof, @Nullable String address) {
        if (proof.isExpired(clock, settings.idle())
                || proof.isBanned(clock)
                || addresses.isBanned(proof.newness(), address)) {
            return Optional.empty();
        }
        var now = clock.instant();
        if (proof.wasSeenBefore(now.minus(SEEN_PRECISION))) {
            sightings.add(proof.signIn(), now);
        }
        return Optional.of(new SignedInAuthentication(proof));
    }

    /** Whether a sign-in has neither ended nor expired. One that a ban holds back is alive, though it {@link #resolve}s to nobody. */
    boolean isAlive(UUID signIn) {
        return proofs.bySignIn(signIn)
                .filter(proof -> !proof.isExpired(clock, settings.idle()))
                .isPresent();
    }

    List<SignIn> of(AccountId account, SignIn.Kind kind) {
        return repository.of(account.value(), kind);
    }

    @Transactional
    void end(UUID signIn) {
        endThese(List.of(signIn));
    }

    /** @throws io.confab.shared.Refusal {@code not-found} if the account has no such sign-in */
    @Transactional
    void end(AccountId account, SignIn.Kind kind, UUID signIn) {
        endThese(List.of(repository
                .owned(signIn, account.value(), kind)
                .orElseThrow(() -> ErrorCode.NOT_FOUND.because("You have no such sign-in or token."))));
    }

    /** The tokens of its bots, too: whoever acted as the account may have given them. */
    @Transactional
    void endAll(AccountId account) {
        var ended = repository.idsOf(account.value());
        jdbc.sql("""
                delete from spring_session where principal_name in (
                    select cast(id as varchar(36)) from sign_in where account = :account)""").param("account", account.value()).update();
        repository.deleteOf(account.value());
        closeEverywhere(ended);
    }

    /** Ends what has expired. */
    @Transactional
    void endExpired() {
        var now = clock.instant();
        endThese(repository.expired(now, now.minus(settings.idle()), Limit.of(BATCH)));
    }

    /** Ends the connections whose sign-in is no longer there, because another node ended it. */
    @Transactional
    void closeEnded(Collection<UUID> live) {
        var gone = new HashSet<>(live);
        repository.existing(live).forEach(gone::remove);
        closeAfterCommit(gone);
    }

    private void endThese(Collection<UUID> signIns) {
        if (signIns.isEmpty()) {
            return;
        }
        repository.delete(signIns);
        jdbc.sql("delete from spring_session where principal_name in (:signIns)")
                .param("signIns", signIns.stream().map(UUID::toString).toList())
                .update();
        closeEverywhere(List.copyOf(signIns));
    }

    /** Here at once, on the other nodes as soon as they hear of it. */
    private void closeEverywhere(Collection<UUID> signIns) {
        closeAfterCommit(signIns);
        var ended = List.copyOf(signIns);
        for (int from = 0; from < ended.size(); from += PER_ENTRY) {
            var some = ended.subList(from, Math.min(ended.size(), from + PER_ENTRY));
            control.write(
                    new ControlEntry(ENDED, some.stream().map(UUID::toString).collect(joining(","))));
        }
    }

    @EventListener
    void on(ControlEntry entry) {
        if (entry.kind().equals(ENDED)) {
            for (var signIn : entry.body().split(",")) {
                connections.closeSignIn(signIn, CloseCode.SIGNED_OUT);
            }
        }
    }

    private void closeAfterCommit(Collection<UUID> signIns) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                signIns.forEach(signIn -> connections.closeSignIn(signIn.toString(), CloseCode.SIGNED_OUT));
            }
        });
    }

    private String randomText() {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A token is as random as a key, so that a plain digest is enough: there is nothing to guess. */
    private static String hash(Secret token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(token.value().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
