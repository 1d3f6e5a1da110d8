/** What those who run the server see and do: accounts, live sessions, figures, the audit log. */
@NullMarked
@ApplicationModule(allowedDependencies = {"presence", "room", "account", "audit", "cluster", "setting", "stomp"})
package io.confab.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
