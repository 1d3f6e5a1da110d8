package io.confab.report;

/** What is wrong with what somebody reports. */
enum Category {
    SPAM,
    ABUSE,
    ILLEGAL,
    OTHER
}
