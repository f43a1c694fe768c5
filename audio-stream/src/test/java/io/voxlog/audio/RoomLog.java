package io.voxlog.audio;

import io.voxlog.media.ogg.OggOpusReader;
import io.voxlog.media.ogg.OggPacket;
import io.voxlog.schemas.ClosedTrack;
import io.voxlog.schemas.OpusPacket;
import io.voxlog.schemas.ProgressKind;
import io.voxlog.schemas.RoomClosed;
import io.voxlog.schemas.RoomJoined;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TrackClosed;
import io.voxlog.schemas.TrackOpened;
import io.voxlog.schemas.TrackProgress;
import io.voxlog.testkit.EmbeddedCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes a room to livekit.audio as an agent would: one participant with one track. */
final class RoomLog implements AutoCloseable {
    static final String PARTICIPANT = "PA_alice";
    static final String IDENTITY = "alice";
    static final String TRACK = "TR_alice";

    private final KafkaProducer<String, SpecificRecord> producer;
    private final String roomSid;

    RoomLog(EmbeddedCluster cluster, String roomSid) {
        this.producer = cluster.producer();
        this.roomSid = roomSid;
    }

    /** The packets of a bundled call's file. */
    static List<OggPacket> packets(String file) {
        List<OggPacket> packets = new ArrayList<>();
        try (InputStream in = Files.newInputStream(Path.of("..", "calls").resolve(file))) {
            OggOpusReader reader = OggOpusReader.open(in);
            for (Optional<OggPacket> next = reader.next(); next.isPresent(); next = reader.next()) {
                packets.add(next.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packets;
    }

    String pcmTopic() {
        return Topics.pcm(roomSid, PARTICIPANT);
    }

    String roomSid() {
        return roomSid;
    }

    /** Returns the epoch. */
    long join() {
        return send(new RoomJoined(roomSid, "review", "agent", 1_700_000_000_000L));
    }

    void open(long epoch, long startTicks) {
        send(TrackOpened.newBuilder()
                .setRoomSid(roomSid)
                .setEpoch(epoch)
                .setParticipantSid(PARTICIPANT)
                .setParticipantIdentity(IDENTITY)
                .setTrackSid(TRACK)
                .setStartTicks(startTicks)
                .build());
    }

    /** Does not wait; any waiting call after it does. */
    void packet(long epoch, long sequence, long positionTicks, OggPacket packet) {
        producer.send(record(OpusPacket.newBuilder()
                .setEpoch(epoch)
                .setParticipantSid(PARTICIPANT)
                .setTrackSid(TRACK)
                .setPositionTicks(positionTicks)
                .setDurationTicks(packet.durationTicks())
                .setSequence(sequence)
                .setRtpTime(positionTicks)
                .setArrivalMicros(0)
                .setPayload(ByteBuffer.wrap(packet.payload()))
                .build()));
    }

    /** The source says that it sent nothing. */
    void silence(long epoch, long fromTicks, long toTicks) {
        send(TrackProgress.newBuilder()
                .setEpoch(epoch)
                .setParticipantSid(PARTICIPANT)
                .setTrackSid(TRACK)
                .setKind(ProgressKind.SILENCE)
                .setFromTicks(fromTicks)
                .setToTicks(toTicks)
                .build());
    }

    void close(long epoch, long endTicks) {
        send(new TrackClosed(roomSid, epoch, PARTICIPANT, IDENTITY, TRACK, endTicks, "source"));
    }

    void closeRoom(long epoch) {
        send(new RoomClosed(roomSid, epoch, List.of(new ClosedTrack(PARTICIPANT, IDENTITY, TRACK)), epoch, epoch));
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }

    private long send(SpecificRecord value) {
        try {
            RecordMetadata metadata = producer.send(record(value)).get();
            return metadata.offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private ProducerRecord<String, SpecificRecord> record(SpecificRecord value) {
        return new ProducerRecord<>(Topics.LIVEKIT_AUDIO.name(), roomSid, value);
    }
}
