package io.confab.shared;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The origins whose pages may use this server, besides its own: {@code confab.allowed-origins}. Each is a scheme, a host
 * and a port if it is not the scheme's own, as a browser sends it. Holds for HTTP, WebSocket and SockJS alike.
 */
@ConfigurationProperties("confab")
public record Origins(@DefaultValue List<String> allowedOrigins) {

    public Origins {
        allowedOrigins = allowedOrigins.stream()
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .toList();
        for (String origin : allowedOrigins) {
            if (!origin.matches("https?://[^/*\\s]+")) {
                throw new IllegalArgumentException(
                        "confab.allowed-origins takes origins such as https://chat.example.org, and no pattern: "
                                + origin);
            }
        }
    }
}
