/**
 * What a process tells of itself on the topic {@code workers}: that it is there, what it does, that it stops. Nothing
 * is decided by it; who owns what is decided by consumer groups.
 */
@NullMarked
package io.voxlog.runtime.worker;

import org.jspecify.annotations.NullMarked;
