/**
 * Child processes that do not outlive their owner: recorded by pid and start time in a folder, stopped on close, at JVM
 * shutdown, and by the next start after a crash. Nothing but recorded processes is ever signalled.
 */
@NullMarked
package io.voxlog.runtime.process;

import org.jspecify.annotations.NullMarked;
