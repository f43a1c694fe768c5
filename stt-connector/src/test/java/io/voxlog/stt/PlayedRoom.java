package io.voxlog.stt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.voxlog.runtime.PcmLayout;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.PcmHeaders;
import io.voxlog.schemas.RoomPartitioner;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.schemas.RoomTrack;
import io.voxlog.schemas.Topics;
import io.voxlog.testkit.EmbeddedCluster;
import io.voxlog.testkit.tone.ToneCall;
import io.voxlog.testkit.tone.ToneUtterance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A room whose participants say a tone call: writes the room's state and its PCM as the other roles would. */
final class PlayedRoom implements AutoCloseable {
    static final int RECORD_BYTES = 640;
    private static final long RECORD_TICKS = 960;

    private final EmbeddedCluster cluster;
    private final PcmLayout layout;
    private final String roomSid;
    private final ToneCall call;
    private final long startTicks;
    private final KafkaProducer<String, byte[]> pcm;
    private final KafkaProducer<String, SpecificRecord> records;
    private final Map<String, byte[]> sounds = new HashMap<>();
    private int written;

    /** @param startTicks position of the call's first sample */
    PlayedRoom(EmbeddedCluster cluster, String roomSid, ToneCall call, long startTicks) {
        this(cluster, PcmLayout.PARTICIPANT, roomSid, call, startTicks);
    }

    PlayedRoom(EmbeddedCluster cluster, PcmLayout layout, String roomSid, ToneCall call, long startTicks) {
        this.cluster = cluster;
        this.layout = layout;
        this.roomSid = roomSid;
        this.call = call;
        this.startTicks = startTicks;
        this.records = cluster.producer();
        this.pcm = new KafkaProducer<>(
                cluster.settings().liveProducer("pcm-of-" + roomSid),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    String topic(String speaker) {
        return partition(speaker).topic();
    }

    /** Where a speaker's audio is. */
    TopicPartition partition(String speaker) {
        return layout == PcmLayout.SHARED
                ? new TopicPartition(
                        Topics.AUDIO_PCM.name(), RoomPartitioner.partition(roomSid, EmbeddedCluster.PARTITIONS))
                : new TopicPartition(ownTopic(speaker), 0);
    }

    private String ownTopic(String speaker) {
        return Topics.pcm(roomSid, participant(speaker));
    }

    static String participant(String speaker) {
        return "PA_" + speaker;
    }

    String track(String speaker) {
        return "TR_" + roomSid + "_" + speaker;
    }

    /** The room is active and its tracks have begun. */
    PlayedRoom announce() {
        return state(false);
    }

    /** The room's audio is over; the tracks are not transcribed yet. */
    PlayedRoom over() {
        return state(true);
    }

    /** Makes the participants' topics, where the layout has any. */
    PlayedRoom createTopics() throws Exception {
        if (layout == PcmLayout.SHARED) {
            return this;
        }
        List<NewTopic> topics = call.participants().stream()
                .map(speaker -> new NewTopic(topic(speaker), Optional.of(1), Optional.empty()))
                .toList();
        cluster.admin().createTopics(topics).all().get();
        return this;
    }

    /** Writes the audio from where the last call of this ended. */
    PlayedRoom audioUntil(double seconds) {
        int until = (int) Math.min(Math.round(seconds * 50), (call.length().ticks() + RECORD_TICKS - 1) / RECORD_TICKS);
        for (; written < until; written++) {
            for (String speaker : call.participants()) {
                byte[] sound = sounds.computeIfAbsent(speaker, it -> call.pcmBytes(it, 16_000));
                send(speaker, PcmHeaders.KIND_AUDIO, startTicks + written * RECORD_TICKS, slice(sound, written));
            }
        }
        pcm.flush();
        return this;
    }

    PlayedRoom allAudio() {
        return audioUntil(Double.MAX_VALUE / 100);
    }

    /** Ends every track where its audio ends. */
    PlayedRoom end() {
        for (String speaker : call.participants()) {
            send(speaker, PcmHeaders.KIND_END, startTicks + call.length().ticks(), null);
        }
        pcm.flush();
        return this;
    }

    /** What a speaker's finals must be: word and position of its start and end in the room. */
    Map<String, List<Long>> truth(String speaker) {
        return call.truth(speaker).stream()
                .collect(Collectors.toMap(
                        ToneUtterance::text,
                        word -> List.of(
                                startTicks + word.start().ticks(),
                                startTicks + word.end().ticks())));
    }

    /** The room is gone, for the roles of later tests. */
    @Override
    public void close() {
        pcm.close();
        records.send(new ProducerRecord<>(Topics.ROOMS.name(), roomSid, null));
        records.close();
    }

    private PlayedRoom state(boolean audioClosed) {
        List<RoomTrack> tracks = call.participants().stream()
                .map(speaker -> RoomTrack.newBuilder()
                        .setParticipantSid(participant(speaker))
                        .setParticipantIdentity(speaker)
                        .setTrackSid(track(speaker))
                        .setStartTicks(startTicks)
                        .build())
                .toList();
        RoomState state = RoomState.newBuilder()
                .setRoomSid(roomSid)
                .setRoomName("room " + roomSid)
                .setStatus(RoomStatus.ACTIVE)
                .setT0Millis(1_700_000_000_000L)
                .setTracks(tracks)
                .setAudioClosed(audioClosed)
                .build();
        records.send(new ProducerRecord<>(Topics.ROOMS.name(), roomSid, state));
        records.flush();
        return this;
    }

    private void send(String speaker, String kind, long position, byte @Nullable [] value) {
        TopicPartition to = partition(speaker);
        String key = layout == PcmLayout.SHARED ? Keys.pcm(roomSid, track(speaker)) : track(speaker);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(to.topic(), to.partition(), key, value);
        if (layout == PcmLayout.SHARED) {
            record.headers().add(PcmHeaders.PARTICIPANT, participant(speaker).getBytes(UTF_8));
        }
        record.headers()
                .add(PcmHeaders.KIND, kind.getBytes(UTF_8))
                .add(PcmHeaders.POSITION, Long.toString(position).getBytes(UTF_8))
                .add(PcmHeaders.EPOCH, "0".getBytes(UTF_8))
                .add(PcmHeaders.SOURCE_OFFSET, "0".getBytes(UTF_8))
                .add(PcmHeaders.IDENTITY, speaker.getBytes(UTF_8));
        pcm.send(record);
    }

    private static byte[] slice(byte[] sound, int index) {
        return Arrays.copyOfRange(sound, index * RECORD_BYTES, Math.min(sound.length, (index + 1) * RECORD_BYTES));
    }
}
