/**
 * What operators ask a process: is it alive, is it ready, what has it counted. Every process of Voxlog answers the
 * same.
 */
@NullMarked
package io.voxlog.runtime.ops;

import org.jspecify.annotations.NullMarked;
