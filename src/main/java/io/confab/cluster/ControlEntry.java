package io.confab.cluster;

/**
 * What every node has to hear. Each publishes it as an application event, in the order of the log and after the commit;
 * listeners pick their own kind and have to bear hearing of what they have done already.
 *
 * @param kind {@code noun.participle}
 * @param body at most 4000 characters; the module that wrote it reads it
 */
public record ControlEntry(String kind, String body) {}
