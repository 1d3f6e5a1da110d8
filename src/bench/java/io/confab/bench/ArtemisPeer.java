package io.confab.bench;

import java.util.concurrent.CountDownLatch;

import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/** ActiveMQ Artemis in a process of its own, keeping nothing. The argument is its port. */
final class ArtemisPeer {

    private ArtemisPeer() {}

    public static void main(String[] arguments) throws Exception {
        var configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration(
                        "stomp",
                        "tcp://127.0.0.1:" + arguments[0]
                                + "?protocols=STOMP&anycastPrefix=/queue/&multicastPrefix=/topic/");
        var broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration);
        broker.start();
        new CountDownLatch(1).await();
    }
}
