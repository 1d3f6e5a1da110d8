package io.confab.admin;

/** What may be asked for. */
final class Text {

    /** PostgreSQL takes no such character, not even to look for it. */
    static final String NO_NUL = "[^\\x00]*";

    private Text() {}
}
