package io.confab.account;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

import io.confab.stomp.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Who is signed in, to Spring Security and to the rest of Confab. Made anew for each request from what the database
 * says, so that a role, a scope or an end acts at once. The name is the account's id: nobody chose it.
 */
final class SignedInAuthentication implements Authentication, SignedIn {

    private static final long serialVersionUID = 1;

    private final long account;
    private final String signIn;
    private final boolean fromCookie;
    private final boolean guest;
    private final @Nullable String csrf;
    private final List<SimpleGrantedAuthority> authorities;

    SignedInAuthentication(Proof proof) {
        account = proof.account();
        signIn = proof.signIn().toString();
        fromCookie = proof.kind() == SignIn.Kind.COOKIE;
        guest = proof.guest();
        csrf = proof.csrf();
        var scopes = proof.scopes();
        var granted = EnumSet.copyOf(
                scopes == null ? EnumSet.allOf(Scope.class) : Scope.parse(Arrays.asList(scopes.split(" "))));
        if (proof.isBot()) {
            // What concerns the account itself is its owner's business: a token that leaked cannot make another.
            granted.remove(Scope.ACCOUNT);
        }
        authorities = Stream.concat(
                        Stream.of("ROLE_" + proof.role()), granted.stream().map(Scope::authority))
                .map(SimpleGrantedAuthority::new)
                .toList();
    }

    @Override
    public long account() {
        return account;
    }

    @Override
    public String signIn() {
        return signIn;
    }

    @Override
    public boolean fromCookie() {
        return fromCookie;
    }

    boolean isGuest() {
        return guest;
    }

    boolean may(Scope scope) {
        return authorities.contains(new SimpleGrantedAuthority(scope.authority()));
    }

    /** What a CSRF token of this sign-in is made of, or null if the proof is no cookie. */
    @Nullable
    String csrf() {
        return csrf;
    }

    @Override
    public String getName() {
        return Long.toString(account);
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return authorities;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public @Nullable Object getDetails() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return account;
    }

    @Override
    public boolean isAuthenticated() {
        return true;
    }

    @Override
    public void setAuthenticated(boolean authenticated) {
        throw new IllegalArgumentException("Sign out instead.");
    }

    @Override
    public String toString() {
        return "account " + account + ", sign-in " + signIn;
    }
}
