package io.confab.webhook;

/**
 * A slash command that a bot answers.
 *
 * @param name        as it is typed, without the slash
 * @param arguments   how what follows it is written
 * @param description what it does, in a line
 */
record BotCommand(String name, String arguments, String description) {

    static final String NAME = "[a-z][a-z0-9_-]{0,31}";
    static final int MAX_ARGUMENTS = 100;
    static final int MAX_DESCRIPTION = 200;
}
