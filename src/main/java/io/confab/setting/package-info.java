/** What administrators may choose while the server runs, and what they chose. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "cluster", "shared"})
package io.confab.setting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
