package io.confab.account;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A browser that is signed in, or a token that was given out. To end it is to delete it. */
@Entity
class SignIn implements Persistable<UUID> {

    enum Kind {
        COOKIE,
        TOKEN
    }

    private static final int USER_AGENT_LENGTH = 256;
    private static final int ADDRESS_LENGTH = 64;

    @Id
    private UUID id;

    private long account;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private Instant createdAt;
    private @Nullable Instant lastSeenAt;
    private @Nullable Instant expiresAt;
    private @Nullable String address;
    private @Nullable String userAgent;
    private @Nullable String csrf;
    private @Nullable String name;
    private @Nullable String scopes;
    private @Nullable String tokenHash;

    @SuppressWarnings("NullAway.Init")
    protected SignIn() {}

    private SignIn(AccountId account, Kind kind, Instant now) {
        this.id = UUID.randomUUID();
        this.account = account.value();
        this.kind = kind;
        this.createdAt = now;
    }

    static SignIn byCookie(
            AccountId account,
            String csrf,
            String address,
            @Nullable String userAgent,
            Instant now,
            Instant expiresAt) {
        var signIn = new SignIn(account, Kind.COOKIE, now);
        signIn.csrf = csrf;
        signIn.address = cut(address, ADDRESS_LENGTH);
        signIn.userAgent = userAgent == null ? null : cut(userAgent, USER_AGENT_LENGTH);
        signIn.lastSeenAt = now;
        signIn.expiresAt = expiresAt;
        return signIn;
    }

    static SignIn byToken(AccountId account, String name, Set<Scope> scopes, String tokenHash, Instant now) {
        var signIn = new SignIn(account, Kind.TOKEN, now);
        signIn.name = name;
        signIn.scopes =
                scopes.isEmpty() ? null : scopes.stream().map(Scope::wire).collect(Collectors.joining(" "));
        signIn.tokenHash = tokenHash;
        return signIn;
    }

    @Override
    public UUID getId() {
        return id;
    }

    /** It is only ever saved once. */
    @Override
    public boolean isNew() {
        return true;
    }

    AccountId account() {
        return new AccountId(account);
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    Instant lastSeenAt() {
        return lastSeenAt;
    }

    @Nullable
    String address() {
        return address;
    }

    @Nullable
    String userAgent() {
        return userAgent;
    }

    String name() {
        return name == null ? "" : name;
    }

    List<String> scopes() {
        return scopes == null ? List.of() : Arrays.asList(scopes.split(" "));
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
