/**
 * What every role needs to run and nothing of what it is for: settings, secrets, poll loop, back-off, shutdown, log
 * keys.
 */
@NullMarked
package io.voxlog.runtime;

import org.jspecify.annotations.NullMarked;
