package io.voxlog.audio.adapter.kafka;

import io.voxlog.audio.room.TrackRef;
import io.voxlog.audio.track.TrackTail;
import io.voxlog.runtime.LogKey;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.PcmHeaders;
import io.voxlog.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where the tracks in a partition of the shared PCM topic stop: one reading, from the offset in the note of the
 * last commit to the end. Without a note, from the beginning of what retention has left. Blocks; not thread-safe.
 */
final class SharedTails {
    private static final Logger log = LoggerFactory.getLogger(SharedTails.class);
    private static final Pattern NOTE = Pattern.compile("pcm-from=(\\d{1,18})");

    private final TopicPartition partition;
    private final PartitionReader reader;
    private final Supplier<String> committedNote;

    /** @param committedNote asks for the note of the last commit; empty if there is none */
    SharedTails(int partition, PartitionReader reader, Supplier<String> committedNote) {
        this.partition = new TopicPartition(Topics.AUDIO_PCM.name(), partition);
        this.reader = reader;
        this.committedNote = committedNote;
    }

    /**
     * The furthest record of a track.
     *
     * @param offset of the record
     * @param sourceOffset in livekit.audio of what it was made from
     */
    record Found(TrackTail tail, long offset, long sourceOffset) {}

    static String note(long pcmOffset) {
        return "pcm-from=" + pcmOffset;
    }

    /** Gives each track's tail, and returns the partition's end. */
    long read(BiConsumer<TrackRef, Found> each) {
        long start = reader.start(partition);
        long end = reader.end(partition);
        long noted = noted();
        // Beyond the end: the topic was made anew after the commit.
        long from = noted > end ? start : Math.max(start, noted);
        Map<TrackRef, Found> found = new HashMap<>();
        reader.scan(partition, from, end, record -> note(record, found));
        log.atInfo()
                .setMessage("shared pcm read for its tails")
                .addKeyValue(LogKey.PARTITION, partition.partition())
                .addKeyValue(LogKey.OFFSET, from)
                .addKeyValue("records", end - from)
                .addKeyValue("tracks", found.size())
                .log();
        found.forEach(each);
        return end;
    }

    private long noted() {
        Matcher note = NOTE.matcher(committedNote.get());
        return note.matches() ? Long.parseLong(note.group(1)) : 0;
    }

    private static void note(ConsumerRecord<String, byte[]> record, Map<TrackRef, Found> found) {
        String key = record.key();
        if (key == null || record.headers().lastHeader(PcmHeaders.PARTICIPANT) == null) {
            log.atWarn()
                    .setMessage("record in the shared pcm topic that is none of ours skipped")
                    .addKeyValue(LogKey.PARTITION, record.partition())
                    .addKeyValue(LogKey.OFFSET, record.offset())
                    .log();
            return;
        }
        String roomSid = Keys.room(key);
        String trackSid = key.substring(Math.min(key.length(), roomSid.length() + 1));
        TrackRef track = new TrackRef(roomSid, PcmRecords.text(record.headers(), PcmHeaders.PARTICIPANT), trackSid);
        TrackTail tail = PcmRecords.tail(record);
        Found known = found.get(track);
        if (known == null || PcmRecords.reachesFurther(tail, known.tail())) {
            found.put(track, new Found(tail, record.offset(), PcmRecords.sourceOffset(record)));
        }
    }
}
