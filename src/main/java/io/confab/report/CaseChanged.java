package io.confab.report;

/** A case was opened, joined by another report, taken, released or closed. */
record CaseChanged(long id) {}
