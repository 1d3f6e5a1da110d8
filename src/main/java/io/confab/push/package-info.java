/** How other programs speak: to rooms, people, feeds and everybody. */
@NullMarked
@ApplicationModule(allowedDependencies = {"direct", "message", "feed", "room", "account", "audit", "stomp", "shared"})
package io.confab.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
