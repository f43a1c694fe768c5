/**
 * A transcript as a file: plain text, SubRip, WebVTT, JSON. Pure text, safe whatever names and words hold: markup,
 * arrows, line breaks, right-to-left script, emoji, broken surrogates.
 */
@NullMarked
package io.voxlog.transcript.export;

import org.jspecify.annotations.NullMarked;
