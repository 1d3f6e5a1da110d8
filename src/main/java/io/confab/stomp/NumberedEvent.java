package io.confab.stomp;

/**
 * One event of a stream whose events are numbered without a hole: it holds all changes in the half-open interval
 * {@code (from, rev]}.
 *
 * @param body written as JSON, once however many receive it; it carries {@code from} and {@code rev} itself
 */
public record NumberedEvent(Destination destination, long from, long rev, Object body) {}
