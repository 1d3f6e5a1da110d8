/** Measures Confab and its peers, and writes what it measured into docs/benchmarks.md. No part of the server. */
@NullMarked
package io.confab.bench;

import org.jspecify.annotations.NullMarked;
