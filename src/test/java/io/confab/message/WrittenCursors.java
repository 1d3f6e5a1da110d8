package io.confab.message;

import org.springframework.context.ApplicationContext;

/** Writes the read cursors that wait, where no scheduler does it. */
public final class WrittenCursors {

    private WrittenCursors() {}

    public static void in(ApplicationContext context) {
        context.getBean(Reading.class).write();
    }
}
