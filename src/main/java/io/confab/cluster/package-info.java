/** The nodes that share a database: who of them is alive, and what all of them must hear. */
@NullMarked
@ApplicationModule(allowedDependencies = {"stomp", "shared"})
package io.confab.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
