/** Sanctions: who holds whom back, where, why and until when. The effect stands in the membership or the account. */
@NullMarked
@ApplicationModule(allowedDependencies = {"room", "account", "audit", "cluster", "stomp", "shared"})
package io.confab.moderation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
