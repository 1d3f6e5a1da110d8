/** Describes to programs what the server takes and answers: OpenAPI for HTTP, AsyncAPI for STOMP, and a page for each. */
@NullMarked
@ApplicationModule(allowedDependencies = {"account", "shared"})
package io.confab.description;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
