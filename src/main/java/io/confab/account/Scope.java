package io.confab.account;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.confab.shared.ErrorCode;
import io.confab.stomp.SignedIn;
import org.springframework.security.core.Authentication;

/** What a token may be used for: a closed list. A token without scopes may do what its account may. */
public enum Scope {
    /** Reading over HTTP. */
    READ,
    /** Changing over HTTP, but for what {@link #ACCOUNT} covers. */
    WRITE,
    /** Connecting over STOMP, and all that the account may do there. */
    STOMP,
    /** The account itself: its password, name, sign-ins, tokens and invites. Who has this has everything. */
    ACCOUNT,
    /** Pushing messages into rooms. */
    PUSH_ROOMS,
    /** Pushing private messages. */
    PUSH_ACCOUNTS,
    /** Pushing values into feeds. */
    PUSH_FEEDS,
    /** Pushing announcements to everybody. */
    PUSH_ANNOUNCEMENTS;

    /** As clients see it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** As an authority of whoever is signed in: {@code SCOPE_read}. */
    public String authority() {
        return "SCOPE_" + wire();
    }

    /**
     * Refuses a token that is not for this.
     *
     * @throws io.confab.shared.Refusal {@code forbidden}
     */
    public void require(SignedIn who) {
        boolean has = who instanceof Authentication authentication
                && authentication.getAuthorities().stream()
                        .anyMatch(authority -> authority().equals(authority.getAuthority()));
        if (!has) {
            throw ErrorCode.FORBIDDEN.because("This token is not for that.");
        }
    }

    /** @throws io.confab.shared.Refusal {@code invalid} if one of them is not on the list */
    static Set<Scope> parse(Collection<String> names) {
        var scopes = EnumSet.noneOf(Scope.class);
        for (String name : names) {
            scopes.add(Arrays.stream(values())
                    .filter(scope -> scope.wire().equals(name))
                    .findFirst()
                    .orElseThrow(() -> ErrorCode.INVALID
                            .because("A scope is one of "
                                    + Arrays.stream(values()).map(Scope::wire).collect(Collectors.joining(", ")) + ".")
                            .at("scopes")));
        }
        return scopes;
    }
}
