/** How people want to be told of what they missed. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "shared", "stomp"})
package io.confab.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
