package io.confab.message;

/** Which message. */
public record MessageId(long value) {}
