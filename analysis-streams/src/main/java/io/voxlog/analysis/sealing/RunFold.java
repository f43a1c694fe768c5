package io.voxlog.analysis.sealing;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the transcription of one room in one run has come, and what was sealed of it.
 *
 * @param transcribed by track sid: tracks of which the connector says that they are done
 * @param finals by track sid: how many different finals have come
 * @param version of the newest sealed transcript; 0 = none
 * @param sealedComplete whether that version has every track
 * @param sealedFinals how many finals that version has
 * @param sealedMillis stamp of the record that sealed it, Unix milliseconds; null before
 * @param released the finals are no longer kept: no further version will be made
 */
public record RunFold(
        Map<String, Transcribed> transcribed,
        Map<String, Long> finals,
        int version,
        boolean sealedComplete,
        long sealedFinals,
        @Nullable Long sealedMillis,
        boolean released) {
    public static final RunFold EMPTY = new RunFold(Map.of(), Map.of(), 0, false, 0, null, false);

    public RunFold {
        transcribed = Map.copyOf(transcribed);
        finals = Map.copyOf(finals);
    }

    /** One more final, which had not come before. */
    public RunFold withFinal(String trackSid) {
        Map<String, Long> more = new HashMap<>(finals);
        more.merge(trackSid, 1L, Long::sum);
        return new RunFold(transcribed, more, version, sealedComplete, sealedFinals, sealedMillis, released);
    }

    /** A track is done. Of two counts the larger holds: a track's finals never become fewer. */
    public RunFold withTranscribed(String trackSid, Transcribed done) {
        Map<String, Transcribed> more = new HashMap<>(transcribed);
        more.merge(trackSid, done, (a, b) -> a.count() >= b.count() ? a : b);
        return new RunFold(more, finals, version, sealedComplete, sealedFinals, sealedMillis, released);
    }

    /** Whether each of these tracks is done and exactly as many finals as it has are here. */
    public boolean complete(Collection<String> trackSids) {
        return trackSids.stream().allMatch(track -> {
            Transcribed done = transcribed.get(track);
            return done != null && done.count() == finals.getOrDefault(track, 0L);
        });
    }

    /** Whether a new version is due: complete, and not sealed before as it stands now. */
    public boolean due(Collection<String> trackSids) {
        boolean news = version == 0 || !sealedComplete || sealedFinals != totalFinals();
        return !released && news && complete(trackSids);
    }

    /** Whether a time-out may seal it: nothing has been sealed yet. */
    public boolean waiting() {
        return version == 0 && !released;
    }

    /** The next version is sealed. */
    public RunFold sealed(boolean complete, long millis) {
        return new RunFold(transcribed, finals, version + 1, complete, totalFinals(), millis, released);
    }

    /** The finals are dropped. */
    public RunFold withoutFinals() {
        return new RunFold(transcribed, finals, version, sealedComplete, sealedFinals, sealedMillis, true);
    }

    private long totalFinals() {
        return finals.values().stream().mapToLong(Long::longValue).sum();
    }
}
