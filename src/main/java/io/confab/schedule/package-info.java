/** What people want to be said at a time, once or again and again. */
@NullMarked
@ApplicationModule(allowedDependencies = {"push", "direct", "message", "room", "account", "audit", "stomp", "shared"})
package io.confab.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
