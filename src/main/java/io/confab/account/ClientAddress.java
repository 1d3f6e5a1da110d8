package io.confab.account;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;

/** Where a request comes from, as far as limits care: an IPv6 network counts as one, for its owner has all of it. */
record ClientAddress(String network) {

    private static final int NETWORK_BYTES = 8;
    private static final int IPV6_BYTES = 16;

    static ClientAddress of(HttpServletRequest request) {
        return of(request.getRemoteAddr());
    }

    static ClientAddress of(String address) {
        if (!address.contains(":")) {
            return new ClientAddress(address);
        }
        try {
            // A literal: nothing is looked up.
            var bytes = InetAddress.getByName(address).getAddress();
            if (bytes.length == IPV6_BYTES) {
                Arrays.fill(bytes, NETWORK_BYTES, IPV6_BYTES, (byte) 0);
            }
            return new ClientAddress(InetAddress.getByAddress(bytes).getHostAddress());
        } catch (UnknownHostException malformed) {
            return new ClientAddress(address);
        }
    }
}
