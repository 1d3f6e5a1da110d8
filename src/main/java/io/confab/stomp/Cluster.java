package io.confab.stomp;

/**
 * What all nodes of one database agree on.
 *
 * @param id tells their frames from those of others on the same broker
 * @param shards how many topics they share
 */
record Cluster(String id, int shards) {}
