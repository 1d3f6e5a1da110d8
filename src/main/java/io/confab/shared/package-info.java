/** What has no owner: the clock, and how a refusal is told. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.confab.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
