/** What members see of each other now: who types. */
@NullMarked
@ApplicationModule(allowedDependencies = {"room", "account", "stomp", "shared"})
package io.confab.presence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
