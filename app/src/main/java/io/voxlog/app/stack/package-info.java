/** The embedded stack: broker, registry, Postgres and roles in one process tree. */
@NullMarked
package io.voxlog.app.stack;

import org.jspecify.annotations.NullMarked;
