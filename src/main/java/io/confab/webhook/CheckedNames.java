package io.confab.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names for the client that makes connections, and lets it have checked addresses only. It connects to those and asks
 * nobody again, so that a name cannot mean another address the second time.
 */
final class CheckedNames implements DnsResolver {

    private final PublicAddresses addresses;
    private final Resolver resolver;

    CheckedNames(PublicAddresses addresses, Resolver resolver) {
        this.addresses = addresses;
        this.resolver = resolver;
    }

    /** As {@link InetAddress#getAllByName} does it. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** The name stands for an address that is not to be spoken to. */
    static final class RefusedAddress extends UnknownHostException {
        private RefusedAddress(String host) {
            super(host);
        }
    }

    /** @throws RefusedAddress if one of the addresses is refused: a name that has such a one besides is up to something */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var resolved = resolver.resolve(host);
        if (!List.of(resolved).stream().allMatch(addresses::admits)) {
            throw new RefusedAddress(host);
        }
        return resolved;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
