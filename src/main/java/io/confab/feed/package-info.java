/** What the server pushes by itself: streams with a last value. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "audit", "cluster", "stomp", "shared"})
package io.confab.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
