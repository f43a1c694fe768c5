/** Who wants to be told of what. Pure. */
@NullMarked
package io.voxlog.notifier.subscription;

import org.jspecify.annotations.NullMarked;
