/** How other programs hear of what happens, and speak into rooms, over HTTP. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "moderation",
            "message",
            "presence",
            "room",
            "account",
            "audit",
            "cluster",
            "stomp",
            "shared"
        })
package io.confab.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
