package io.confab.bench;

/** A STOMP broker that an application hands its messages to, running. */
interface Broker extends AutoCloseable {

    String brokerName();

    /** Where it speaks STOMP over TCP. */
    int brokerPort();

    long cpuMicros();

    @Override
    void close();
}
