package io.voxlog.stt.adapter.kafka;

import io.voxlog.runtime.LogKey;
import io.voxlog.stt.adapter.kafka.SpeakerAudio.Speaker;
import io.voxlog.stt.session.SessionContext;
import io.voxlog.stt.session.TrackCommit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The participants' PCM topics of the rooms of one partition. A topic is read as soon as it exists, which may be after
 * the room's state names it, and never made. Confined to one thread.
 */
final class PcmTopics implements PcmSource {
    private static final Logger LOG = LoggerFactory.getLogger(PcmTopics.class);
    private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LOOK_SLOWLY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int QUICK_LOOKS = 100;

    private final Consumer<String, byte[]> consumer;
    private final PcmPositions positions;
    private final Checkpoints checkpoints;
    private final SessionContext context;
    private final Map<Speaker, SpeakerAudio> open = new LinkedHashMap<>();
    private final Map<TopicPartition, SpeakerAudio> byPartition = new LinkedHashMap<>();
    private Set<Speaker> missing = Set.of();
    private Set<String> passedOver = Set.of();
    private long nextLookNanos;
    private int looks;

    /** @param consumer owned and closed by this */
    PcmTopics(
            Consumer<String, byte[]> consumer,
            PcmPositions positions,
            Checkpoints checkpoints,
            SessionContext context) {
        this.consumer = consumer;
        this.positions = positions;
        this.checkpoints = checkpoints;
        this.context = context;
    }

    @Override
    public void want(Collection<RoomWork> rooms) {
        Set<Speaker> wanted = new LinkedHashSet<>();
        Set<String> active = rooms.stream().map(RoomWork::roomSid).collect(Collectors.toSet());
        rooms.forEach(room -> room.speakers().forEach(sid -> wanted.add(new Speaker(room.roomSid(), sid))));
        passedOver = rooms.stream()
                .filter(room -> !room.transcribed())
                .map(RoomWork::roomSid)
                .collect(Collectors.toSet());
        boolean closed = open.entrySet().removeIf(entry -> {
            boolean over = !active.contains(entry.getKey().roomSid())
                    || (!wanted.contains(entry.getKey()) && entry.getValue().idle());
            if (over) {
                entry.getValue().close();
                byPartition.remove(entry.getValue().partition());
            }
            return over;
        });
        if (closed) {
            consumer.assign(byPartition.keySet());
        }
        wanted.removeAll(open.keySet());
        if (!missing.containsAll(wanted)) {
            looks = 0;
            nextLookNanos = context.nanoTime().getAsLong();
        }
        missing = wanted;
    }

    /** Looks now and then for topics that did not exist. */
    @Override
    public void look() {
        long now = context.nanoTime().getAsLong();
        if (missing.isEmpty() || now - nextLookNanos < 0) {
            return;
        }
        Map<Speaker, Long> found = positions.find(missing);
        found.forEach(this::open);
        if (!found.isEmpty()) {
            consumer.assign(byPartition.keySet());
            found.forEach((speaker, offset) -> consumer.seek(speaker.partition(), offset));
            missing = missing.stream()
                    .filter(speaker -> !found.containsKey(speaker))
                    .collect(Collectors.toSet());
        }
        looks++;
        nextLookNanos = now + (looks < QUICK_LOOKS ? LOOK_NANOS : LOOK_SLOWLY_NANOS);
    }

    @Override
    public boolean isEmpty() {
        return open.isEmpty();
    }

    @Override
    public List<TrackCommit> due() {
        return open.values().stream().flatMap(speaker -> speaker.due().stream()).toList();
    }

    @Override
    public double behindSeconds() {
        return open.values().stream()
                .mapToDouble(SpeakerAudio::behindSeconds)
                .max()
                .orElse(0);
    }

    @Override
    public void poll(Duration wait) {
        ConsumerRecords<String, byte[]> records;
        try {
            records = consumer.poll(wait);
        } catch (InvalidOffsetException e) {
            consumer.seekToBeginning(e.partitions());
            return;
        }
        for (TopicPartition partition : records.partitions()) {
            SpeakerAudio speaker = byPartition.get(partition);
            if (speaker != null) {
                hand(speaker, records.records(partition));
            }
        }
    }

    @Override
    public void tick() {
        for (SpeakerAudio speaker : open.values()) {
            TopicPartition partition = speaker.partition();
            speaker.tick().ifPresent(offset -> {
                if (offset < consumer.position(partition)) {
                    consumer.seek(partition, offset);
                }
            });
            boolean before = speaker.paused();
            boolean pause = speaker.pause();
            if (pause && !before) {
                consumer.pause(List.of(partition));
            } else if (before && !pause) {
                consumer.resume(List.of(partition));
            }
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> offsetsAfter(List<TrackCommit> commits) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        bySpeaker(commits).forEach((speaker, due) -> {
            long position = consumer.position(speaker.partition());
            offsets.put(speaker.partition(), new OffsetAndMetadata(speaker.offsetAfter(due, position)));
        });
        return offsets;
    }

    @Override
    public void stored(List<TrackCommit> commits) {
        bySpeaker(commits).forEach((speaker, due) -> due.forEach(speaker::stored));
    }

    private Map<SpeakerAudio, List<TrackCommit>> bySpeaker(List<TrackCommit> commits) {
        Map<SpeakerAudio, List<TrackCommit>> bySpeaker = new HashMap<>();
        for (TrackCommit commit : commits) {
            SpeakerAudio speaker = open.get(
                    new Speaker(commit.track().roomSid(), commit.track().participantSid()));
            if (speaker != null) {
                bySpeaker.computeIfAbsent(speaker, key -> new ArrayList<>()).add(commit);
            }
        }
        return bySpeaker;
    }

    @Override
    public void close() {
        open.values().forEach(SpeakerAudio::close);
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private void open(Speaker speaker, long offset) {
        SpeakerAudio audio =
                new SpeakerAudio(speaker, offset, checkpoints, context, !passedOver.contains(speaker.roomSid()));
        open.put(speaker, audio);
        byPartition.put(audio.partition(), audio);
        LOG.atInfo()
                .setMessage("pcm topic assigned")
                .addKeyValue(LogKey.ROOM_SID, speaker.roomSid())
                .addKeyValue(LogKey.PARTICIPANT_SID, speaker.participantSid())
                .addKeyValue(LogKey.OFFSET, offset)
                .log();
    }

    private void hand(SpeakerAudio speaker, List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            if (!speaker.take(record)) {
                LOG.atWarn()
                        .setMessage("committed offset is after the checkpoint, reading from the start")
                        .addKeyValue(LogKey.TOPIC, record.topic())
                        .addKeyValue(LogKey.OFFSET, record.offset())
                        .log();
                consumer.seekToBeginning(List.of(speaker.partition()));
                return;
            }
        }
    }
}
