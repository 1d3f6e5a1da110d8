/** STOMP over WebSocket: endpoint, security, sessions, receipts, fan-out. Knows no feature. */
@NullMarked
@ApplicationModule(allowedDependencies = {"shared"})
package io.confab.stomp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
