package io.confab.stomp;

import java.time.Duration;

/**
 * How far a client is behind.
 *
 * @param waitingBytes what it has not taken yet
 * @param stalled      for how long it has taken nothing of that
 */
public record Lag(long waitingBytes, Duration stalled) {}
