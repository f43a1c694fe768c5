/** Programs of others that tests compare ours with. They are optional: a missing one skips its tests, by name. */
@NullMarked
package io.voxlog.testkit.peer;

import org.jspecify.annotations.NullMarked;
