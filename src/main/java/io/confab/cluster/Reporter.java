package io.confab.cluster;

/** What this node tells the others of itself, once a second. */
public interface Reporter {

    /** At most 2000 characters; the module that writes it reads it. */
    String report();
}
