package io.confab.stomp;

/** Whether this node may speak for the cluster. Thread-safe. */
public interface NodeLease {

    /** False once this node could not tell the others for a whole lease that it is alive, which is when they give it up. */
    boolean isHeld();

    /**
     * Asks the database, within the transaction of what is to be done in the name of this node.
     *
     * @throws LeaseLost if the others have given it up: what it was asked before it was held up is old
     */
    void requireHeld();
}
