/**
 * Opus decoding by libopus itself, called through LWJGL. Only this package knows either; it works where a libopus for
 * the machine is found, and says so where none is.
 */
@NullMarked
package io.voxlog.media.adapter.libopus;

import org.jspecify.annotations.NullMarked;
