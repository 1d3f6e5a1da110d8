/** Private messages: opens the room of a few people, if they allow it; blocks. */
@NullMarked
@ApplicationModule(allowedDependencies = {"message", "room", "account", "stomp", "shared"})
package io.confab.direct;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
