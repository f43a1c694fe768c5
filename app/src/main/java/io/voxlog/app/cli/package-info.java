/** The commands: what each takes, prints and returns. */
@NullMarked
package io.voxlog.app.cli;

import org.jspecify.annotations.NullMarked;
