package io.confab.direct;

/** @param readReceipts whether others see how far the account has read, and it sees how far they have */
record DirectSettings(Acceptance accept, boolean readReceipts) {

    static final DirectSettings DEFAULT = new DirectSettings(Acceptance.EVERYONE, true);
}
