package io.confab.setting;

import java.time.Duration;

/**
 * A property that can be changed without a restart. A module contributes one as a bean, and asks {@link Settings} for its
 * value each time that it matters.
 *
 * @param name     the property's name, {@code confab.…}
 * @param type     an enum, {@link Boolean} or {@link Duration}
 * @param standard as it is configured: what holds until somebody chooses
 */
public record Setting<T>(String name, Class<T> type, T standard) {

    public Setting {
        if (!type.isEnum() && type != Boolean.class && type != Duration.class) {
            throw new IllegalArgumentException("A setting is no " + type);
        }
    }
}
