/** Rooms: who may enter, speak and rule. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "cluster", "stomp", "shared"})
package io.confab.room;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
