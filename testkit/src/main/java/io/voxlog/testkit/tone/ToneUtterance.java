package io.voxlog.testkit.tone;

import io.voxlog.media.MediaTime;

/** One word of a tone call: who says what from when to when, on the call's timeline. */
public record ToneUtterance(String speaker, String text, MediaTime start, MediaTime end) {}
