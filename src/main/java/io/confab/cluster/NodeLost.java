package io.confab.cluster;

/** A node's lease ran out: whatever it held is nobody's now. Published on the one node that noticed first. */
public record NodeLost(String node) {}
