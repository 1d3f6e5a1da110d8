/** Who somebody is and how they prove it. */
@NullMarked
@ApplicationModule(allowedDependencies = {"setting", "audit", "cluster", "stomp", "shared"})
package io.confab.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
