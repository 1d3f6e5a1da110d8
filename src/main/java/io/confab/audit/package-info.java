/** What was done by rank, by whom and why: a log that is only added to, and shows if it was not. */
@NullMarked
@ApplicationModule(allowedDependencies = {"stomp", "shared"})
package io.confab.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
