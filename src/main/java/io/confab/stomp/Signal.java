package io.confab.stomp;

/**
 * A hint from another node, published as an application event here; listeners pick their own {@code subject}. It may be
 * late, or never come: it makes faster what is found anyway.
 *
 * @param subject one word of small letters
 */
public record Signal(String subject, String text) {}
