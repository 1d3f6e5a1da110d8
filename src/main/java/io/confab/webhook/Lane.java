package io.confab.webhook;

import io.confab.webhook.EventType.Stream;

/**
 * One of the numbered logs that a webhook is told of. What is in a lane is told one after the other; lanes do not wait for each
 * other.
 *
 * @param room the room's id for {@link Stream#LOG}, otherwise 0
 */
record Lane(long hook, Stream stream, long room) {}
