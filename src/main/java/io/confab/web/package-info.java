/** Delivers the web client, and its page for every address that the client knows and the server does not. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.confab.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
