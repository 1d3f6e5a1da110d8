/** The log: what is said in a room, in which order, and who has read it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"room", "account", "audit", "stomp", "shared"})
package io.confab.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
