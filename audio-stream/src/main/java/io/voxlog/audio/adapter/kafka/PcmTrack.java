package io.voxlog.audio.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.voxlog.audio.room.TrackRef;
import io.voxlog.audio.track.FrameKind;
import io.voxlog.audio.track.PcmFrame;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.PcmHeaders;
import io.voxlog.schemas.Topics;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Makes a track's frames into records of its PCM topic. See {@link PcmHeaders}. What is the same from frame to frame is
 * made once. Used by one thread.
 */
final class PcmTrack {
    private static final Map<FrameKind, Header> KINDS = kinds();

    private final String topic;
    private final int partition;
    private final byte[] key;
    /** Only in the shared layout. */
    private final Optional<Header> participant;

    private Header identity;
    private Header epoch;
    private String identityText = "";
    private long epochNumber = -1;

    private PcmTrack(String topic, int partition, String key, Optional<Header> participant) {
        this.topic = topic;
        this.partition = partition;
        this.key = key.getBytes(UTF_8);
        this.participant = participant;
        this.identity = new RecordHeader(PcmHeaders.IDENTITY, identityText.getBytes(UTF_8));
        this.epoch = number(PcmHeaders.EPOCH, epochNumber);
    }

    /** A track in its participant's topic. */
    static PcmTrack ownTopic(TrackRef track) {
        return new PcmTrack(Topics.pcm(track.roomSid(), track.participantSid()), 0, track.trackSid(), Optional.empty());
    }

    /** A track in a partition of the topic that all share. */
    static PcmTrack shared(TrackRef track, int partition) {
        byte[] participant = track.participantSid().getBytes(UTF_8);
        return new PcmTrack(
                Topics.AUDIO_PCM.name(),
                partition,
                Keys.pcm(track.roomSid(), track.trackSid()),
                Optional.of(new RecordHeader(PcmHeaders.PARTICIPANT, participant)));
    }

    /** The record holds the frame's own array: it must be sent before the frame's maker goes on. */
    ProducerRecord<byte[], byte[]> record(String participantIdentity, PcmFrame frame) {
        boolean marker = frame.kind() == FrameKind.GAP || frame.kind() == FrameKind.END;
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, key, marker ? null : frame.samples());
        Headers headers = record.headers();
        headers.add(KINDS.get(frame.kind()));
        headers.add(number(PcmHeaders.POSITION, frame.positionTicks()));
        headers.add(epoch(frame.epoch()));
        headers.add(number(PcmHeaders.SOURCE_OFFSET, frame.sourceOffset()));
        headers.add(identity(participantIdentity));
        if (participant.isPresent()) {
            headers.add(participant.get());
        }
        if (frame.kind() == FrameKind.GAP) {
            headers.add(number(PcmHeaders.GAP_END, frame.endTicks()));
        }
        return record;
    }

    private Header epoch(long ofFrame) {
        if (ofFrame != epochNumber) {
            epochNumber = ofFrame;
            epoch = number(PcmHeaders.EPOCH, ofFrame);
        }
        return epoch;
    }

    private Header identity(String ofFrame) {
        if (!ofFrame.equals(identityText)) {
            identityText = ofFrame;
            identity = new RecordHeader(PcmHeaders.IDENTITY, ofFrame.getBytes(UTF_8));
        }
        return identity;
    }

    private static Header number(String name, long number) {
        return new RecordHeader(name, Decimal.bytes(number));
    }

    private static Map<FrameKind, Header> kinds() {
        Map<FrameKind, String> names = Map.of(
                FrameKind.AUDIO, PcmHeaders.KIND_AUDIO,
                FrameKind.CONCEALED, PcmHeaders.KIND_CONCEALED,
                FrameKind.SILENCE, PcmHeaders.KIND_SILENCE,
                FrameKind.GAP, PcmHeaders.KIND_GAP,
                FrameKind.END, PcmHeaders.KIND_END);
        Map<FrameKind, Header> kinds = new EnumMap<>(FrameKind.class);
        names.forEach((kind, name) -> kinds.put(kind, new RecordHeader(PcmHeaders.KIND, name.getBytes(UTF_8))));
        return kinds;
    }
}
