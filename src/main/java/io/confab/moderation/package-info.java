/** Sanctions, who holds whom back, where, why and until when; and purges. The effect stands in the membership, the account or the log. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"report", "message", "room", "account", "audit", "cluster", "setting", "stomp", "shared"
        })
package io.confab.moderation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
