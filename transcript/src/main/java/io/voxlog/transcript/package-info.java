/**
 * Pure text: the words of engine finals become segments, utterances and turns on media time. Nothing here knows clocks,
 * topics or threads; equal words give an equal conversation in whatever order their finals arrive.
 */
@NullMarked
package io.voxlog.transcript;

import org.jspecify.annotations.NullMarked;
