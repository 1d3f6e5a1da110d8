package io.confab;

import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

/** A STOMP broker of the tests' own, on loopback, which can be stopped and started again on the same port. */
interface TestBroker extends AutoCloseable {

    int port();

    void start();

    /** Without a good-bye to anybody. */
    void stop();

    @Override
    default void close() {
        stop();
    }

    /** What the tests ask for by name. */
    enum Kind {
        ARTEMIS {
            @Override
            TestBroker create(Path folder) {
                return new ArtemisBroker();
            }
        },
        RABBITMQ {
            @Override
            TestBroker create(Path folder) {
                return new RabbitBroker(folder);
            }

            @Override
            void require() {
                if (!Boolean.getBoolean("confab.rabbitmq.required")) {
                    Assumptions.assumeTrue(
                            RabbitBroker.isInstalled(),
                            "RabbitMQ is not installed: Debian's rabbitmq-server has it with its STOMP plugin");
                }
            }
        };

        abstract TestBroker create(Path folder);

        /** Skips the test where this kind is not installed, unless it has to be. */
        void require() {}
    }
}
