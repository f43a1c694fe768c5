/**
 * The port to speech-to-text engines: one stream per participant track, audio in, words out. Engines live elsewhere.
 */
@NullMarked
package io.voxlog.stt.engine;

import org.jspecify.annotations.NullMarked;
