package io.voxlog.analysis.adapter.streams;

import io.voxlog.schemas.Keys;

/** A run of a room; as text {@code room/run}. */
record RunKey(String roomSid, int run) {
    static final int LIVE = 0;

    static RunKey parse(String text) {
        return new RunKey(Keys.room(text), Integer.parseInt(text.substring(text.indexOf('/') + 1)));
    }

    String text() {
        return roomSid + "/" + run;
    }
}
