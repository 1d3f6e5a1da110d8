package io.confab.webhook;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Which addresses the server speaks to on behalf of somebody who gave it a URL: those of the public internet, and those that
 * its operator allows. It must be no way into the network that the server stands in.
 */
final class PublicAddresses {

    // The special-purpose registries of IANA for IPv4 and IPv6; multicast; what is reserved.
    private static final List<IpAddressMatcher> SPECIAL = matchers(Stream.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "2620:4f:8000::/48",
            "3fff::/20"));

    /** What of IPv6 is given out. An IPv4 address in whatever guise of IPv6 is outside of it, or special. */
    private static final IpAddressMatcher GLOBAL_UNICAST = new IpAddressMatcher("2000::/3");

    private final List<IpAddressMatcher> allowed;

    /** @param allowed addresses and ranges, such as {@code 192.0.2.0/24} */
    PublicAddresses(List<String> allowed) {
        this.allowed = matchers(allowed.stream());
    }

    boolean admits(InetAddress address) {
        return allowed.stream().anyMatch(network -> matches(network, address)) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        return (address instanceof Inet4Address || matches(GLOBAL_UNICAST, address))
                && SPECIAL.stream().noneMatch(network -> matches(network, address));
    }

    private static boolean matches(IpAddressMatcher network, InetAddress address) {
        var text = address.getHostAddress();
        int zone = text.indexOf('%');
        return network.matches(zone < 0 ? text : text.substring(0, zone));
    }

    private static List<IpAddressMatcher> matchers(Stream<String> networks) {
        return networks.map(String::strip).map(IpAddressMatcher::new).toList();
    }
}
