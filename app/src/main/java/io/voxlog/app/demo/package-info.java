/** Follows one call through the topics and reports what came out. */
@NullMarked
package io.voxlog.app.demo;

import org.jspecify.annotations.NullMarked;
