package io.confab.report;

/** How far a case has come. */
enum CaseState {
    OPEN,
    IN_HAND,
    RESOLVED,
    DISMISSED;

    boolean isClosed() {
        return this == RESOLVED || this == DISMISSED;
    }
}
