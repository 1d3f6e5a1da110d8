/** Confab: a chat and collaboration server. Starts here; the modules are the packages below. */
@NullMarked
package io.confab;

import org.jspecify.annotations.NullMarked;
