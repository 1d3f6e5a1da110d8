package io.confab.stomp;

/** The other nodes have given this one up; nothing may be done in its name until it has begun anew. */
public final class LeaseLost extends RuntimeException {

    public LeaseLost() {
        super("This node was given up by the others");
    }
}
