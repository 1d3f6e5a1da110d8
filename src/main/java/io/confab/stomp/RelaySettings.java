package io.confab.stomp;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the STOMP broker is that connects the nodes.
 *
 * @param host empty: this node is the only one
 * @param virtualHost as the broker names it; RabbitMQ's default is {@code /}
 * @param tls whether to speak TLS, with the JVM's trust store or {@code sslBundle}
 * @param sslBundle one of {@code spring.ssl.bundle}, for a certificate of one's own
 * @param heartbeat how often each side is heard; a broker silent for three times as long is given up
 * @param queue what may wait to be sent; more is dropped, and read from the database by the other nodes
 */
@ConfigurationProperties("confab.relay")
record RelaySettings(
        @DefaultValue("") String host,
        @DefaultValue("61613") int port,
        @DefaultValue("") String login,
        @DefaultValue("") String passcode,
        @DefaultValue("/") String virtualHost,
        @DefaultValue("false") boolean tls,
        @Nullable String sslBundle,
        @DefaultValue("2s") Duration heartbeat,
        @DefaultValue("8MB") DataSize queue) {

    boolean enabled() {
        return !host.isBlank();
    }
}
