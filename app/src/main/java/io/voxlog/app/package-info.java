/** The command line of Voxlog: the one place where roles, infrastructure and the world outside are put together. */
@NullMarked
package io.voxlog.app;

import org.jspecify.annotations.NullMarked;
