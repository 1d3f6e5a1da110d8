package io.confab.stomp;

/**
 * The database knows less than it did, because another one took its place and not everything that was committed had come
 * there. What anybody holds of the lost part is not to be believed any more.
 */
public record HistoryWentBack() {}
