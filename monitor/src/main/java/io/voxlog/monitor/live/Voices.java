package io.voxlog.monitor.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who speaks: a track does from its first words until no more have come for a while. Words come a little after they are
 * said, so this lags by the engine's delay.
 */
public final class Voices {
    /** A track of a room. */
    public record Voice(String room, String participant, String track) {}

    private final long silenceNanos;
    /** When each was last heard, longest ago first. */
    private final Map<Voice, Long> heard = new LinkedHashMap<>();

    public Voices(Duration silence) {
        this.silenceNanos = silence.toNanos();
    }

    /** True if it did not speak before. */
    public boolean heard(Voice voice, long nowNanos) {
        boolean before = heard.remove(voice) != null;
        heard.put(voice, nowNanos);
        return !before;
    }

    /** Those who have fallen silent since the last call. */
    public List<Voice> silent(long nowNanos) {
        List<Voice> silent = new ArrayList<>();
        heard.entrySet().removeIf(each -> {
            boolean over = nowNanos - each.getValue() >= silenceNanos;
            if (over) {
                silent.add(each.getKey());
            }
            return over;
        });
        return silent;
    }
}
