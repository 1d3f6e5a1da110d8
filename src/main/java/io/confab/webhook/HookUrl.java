package io.confab.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;

import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.webhook.CheckedNames.RefusedAddress;

/** Where a webhook goes: http or https, a host, no name or password in it. */
record HookUrl(URI uri) {

    static final int MAX_LENGTH = 2000;

    private static final int MAX_PORT = 65_535;

    /** @throws Refusal {@code invalid}, at {@code url} */
    static HookUrl of(String text) {
        try {
            var uri = new URI(text.strip());
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (text.length() > MAX_LENGTH
                    || !scheme.equals("http") && !scheme.equals("https")
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || uri.getRawFragment() != null
                    || uri.getPort() == 0
                    || uri.getPort() > MAX_PORT) {
                throw invalid();
            }
            return new HookUrl(uri);
        } catch (URISyntaxException malformed) {
            throw invalid();
        }
    }

    /**
     * Refuses at once what would be refused at each attempt; a name that cannot be resolved now may be later.
     *
     * @throws Refusal {@code invalid}, at {@code url}
     */
    void requirePublic(CheckedNames names) {
        try {
            var host = uri.getHost();
            names.resolve(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (RefusedAddress refused) {
            throw ErrorCode.INVALID
                    .because("This is not an address on the internet, and none that this server is allowed to reach.")
                    .at("url");
        } catch (UnknownHostException perhapsLater) {
            // Each attempt will say so.
        }
    }

    private static Refusal invalid() {
        return ErrorCode.INVALID
                .because("This is no URL such as https://example.org/hook, of at most " + MAX_LENGTH + " characters.")
                .at("url");
    }
}
