package io.confab.presence;

import java.util.UUID;

/** What happened to a session of this node and is to be written. */
sealed interface SessionChange {

    UUID id();

    long account();

    record Began(SessionStore.Begun begun) implements SessionChange {

        @Override
        public UUID id() {
            return begun.session().id();
        }

        @Override
        public long account() {
            return begun.session().account();
        }
    }

    record Idle(UUID id, long account, boolean idle) implements SessionChange {}

    record Ended(UUID id, long account, Ending ending) implements SessionChange {}
}
