package io.confab.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

import io.confab.webhook.CheckedNames.RefusedAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PublicAddressesTests {

    private final PublicAddresses addresses = new PublicAddresses(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::7f00:1",
                "64:ff9b::8.8.8.8",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "4000::1"
            })
    void isNoPublicAddress(String address) throws UnknownHostException {
        assertThat(addresses.admits(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "198.17.255.255",
                "223.255.255.255",
                "::ffff:8.8.8.8",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e"
            })
    void isPublic(String address) throws UnknownHostException {
        assertThat(addresses.admits(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void anAllowedNetworkIsSpokenToAndItsNeighboursAreNot() throws UnknownHostException {
        var some = new PublicAddresses(List.of("10.1.0.0/16", "::1", "fd00::/8"));
        assertThat(some.admits(InetAddress.getByName("10.1.2.3"))).isTrue();
        assertThat(some.admits(InetAddress.getByName("10.2.0.1"))).isFalse();
        assertThat(some.admits(InetAddress.getByName("::1"))).isTrue();
        assertThat(some.admits(InetAddress.getByName("127.0.0.1"))).isFalse();
        assertThat(some.admits(InetAddress.getByName("fd00::7"))).isTrue();
        assertThat(some.admits(InetAddress.getByName("8.8.8.8"))).isTrue();
    }

    @Test
    void aNameWithAPrivateAddressAmongOthersIsRefused() throws UnknownHostException {
        var good = InetAddress.getByAddress("two.example", new byte[] {8, 8, 8, 8});
        var bad = InetAddress.getByAddress("two.example", new byte[] {10, 0, 0, 1});
        var names = new CheckedNames(addresses, host -> new InetAddress[] {good, bad});
        assertThatExceptionOfType(RefusedAddress.class).isThrownBy(() -> names.resolve("two.example"));
        assertThat(new CheckedNames(addresses, host -> new InetAddress[] {good}).resolve("one.example"))
                .containsExactly(good);
    }

    /** However a loopback address is written, the resolver finds what it is before it is looked at. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.1", "2130706433", "0177.0.0.1", "0x7f.0.0.1"})
    void anotherWayToWriteALoopbackAddressIsNoWayIn(String host) {
        var names = new CheckedNames(addresses, InetAddress::getAllByName);
        assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> {
            var found = names.resolve(host);
            // Some are read as decimals by the JVM, and then are addresses of somebody else.
            assertThat(found).noneMatch(InetAddress::isLoopbackAddress);
            throw new UnknownHostException();
        });
    }
}
