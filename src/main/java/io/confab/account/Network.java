package io.confab.account;

import java.util.Locale;
import java.util.regex.Pattern;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** An address or a range of addresses, IPv4 or IPv6. Names are none: nothing is looked up. */
record Network(String text) {

    // What has no letter beyond f and a dot or a colon is a literal to the resolver.
    private static final Pattern LITERAL = Pattern.compile("([0-9.]+|[0-9a-f]*:[0-9a-f:.]*)(/[0-9]{1,3})?");

    /** A wider range is a slip: it is a good part of all there is. */
    private static final int WIDEST = 8;

    Network {
        text = text.strip().toLowerCase(Locale.ROOT);
    }

    /** @throws Refusal {@code invalid}, at {@code network} */
    static Network of(String text) {
        var network = new Network(text);
        if (!LITERAL.matcher(network.text).matches() || !network.isUnderstood()) {
            throw ErrorCode.INVALID
                    .because("This is no address and no range of addresses, such as 192.0.2.0/24.")
                    .at("network");
        }
        int slash = network.text.indexOf('/');
        if (slash >= 0 && Integer.parseInt(network.text.substring(slash + 1)) < WIDEST) {
            throw ErrorCode.INVALID
                    .because("A range has at least " + WIDEST + " bits in common.")
                    .at("network");
        }
        return network;
    }

    private boolean isUnderstood() {
        try {
            matcher();
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    IpAddressMatcher matcher() {
        return new IpAddressMatcher(text);
    }
}
