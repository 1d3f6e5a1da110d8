package io.confab.cluster;

import java.time.Instant;

/**
 * A node that was given up: whatever it held is nobody's now.
 *
 * @param leaseEnd nothing of it lived on after that, by the database's clock
 */
public record LostNode(String id, Instant leaseEnd) {}
