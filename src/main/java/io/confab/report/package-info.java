/** What people report, and the cases that those who moderate make of it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"message", "room", "account", "audit", "stomp", "shared"})
package io.confab.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
