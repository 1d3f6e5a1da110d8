package io.confab.bench;

import java.util.concurrent.CountDownLatch;

import io.confab.ArtemisBroker;

/** The tests' ActiveMQ Artemis in a process of its own. The argument is its port. */
final class ArtemisPeer {

    private ArtemisPeer() {}

    public static void main(String[] arguments) throws InterruptedException {
        new ArtemisBroker(Integer.parseInt(arguments[0])).start();
        new CountDownLatch(1).await();
    }
}
