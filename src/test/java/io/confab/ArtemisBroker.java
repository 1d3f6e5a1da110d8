package io.confab;

import java.nio.file.Path;

import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.jspecify.annotations.Nullable;

/** ActiveMQ Artemis within this process, keeping nothing. */
public final class ArtemisBroker implements TestBroker {

    private final int port;
    private final String tls;
    private @Nullable EmbeddedActiveMQ broker;

    ArtemisBroker() {
        this(Ports.free());
    }

    public ArtemisBroker(int port) {
        this(port, "");
    }

    private ArtemisBroker(int port, String tls) {
        this.port = port;
        this.tls = tls;
    }

    /** Speaks TLS and shows the certificate that is in a store. */
    public static ArtemisBroker withTls(Path keyStore, String password) {
        return new ArtemisBroker(
                Ports.free(), "&sslEnabled=true&keyStorePath=" + keyStore + "&keyStorePassword=" + password);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() {
        try {
            var configuration = new ConfigurationImpl()
                    .setPersistenceEnabled(false)
                    .setSecurityEnabled(false)
                    .setJMXManagementEnabled(false)
                    .addAcceptorConfiguration(
                            "stomp",
                            "tcp://127.0.0.1:" + port + "?protocols=STOMP&anycastPrefix=/queue/&multicastPrefix=/topic/"
                                    + tls);
            var started = new EmbeddedActiveMQ();
            started.setConfiguration(configuration);
            started.start();
            broker = started;
        } catch (Exception failure) {
            throw new AssertionError("Artemis did not start", failure);
        }
    }

    @Override
    public void stop() {
        var stopping = broker;
        broker = null;
        try {
            if (stopping != null) {
                stopping.stop();
            }
        } catch (Exception failure) {
            throw new AssertionError("Artemis did not stop", failure);
        }
    }
}
