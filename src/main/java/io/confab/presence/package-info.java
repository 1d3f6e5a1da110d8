/** Who is here now: sessions as leases, the sweeper that ends dead ones, what members see of each other, who types. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"direct", "message", "room", "account", "audit", "cluster", "stomp", "shared"})
package io.confab.presence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
