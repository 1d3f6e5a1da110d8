package io.confab.bench;

/** A server that is measured, running. */
interface Target extends AutoCloseable {

    String name();

    /** Whatever has to be there for these connections is, when it returns. */
    Plan plan(Shape shape);

    /** CPU time of the server that clients are connected to. */
    long cpuMicros();

    /** CPU time of what works beside it, the broker or the database. */
    default long cpuMicrosBeside() {
        return 0;
    }

    /** What works beside it; empty where nothing does. */
    default String beside() {
        return "";
    }

    /** Whether it runs on a JVM, which is slow at first. */
    default boolean onJvm() {
        return true;
    }

    @Override
    void close();
}
