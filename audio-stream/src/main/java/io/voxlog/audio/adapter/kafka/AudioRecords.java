package io.voxlog.audio.adapter.kafka;

import io.voxlog.audio.room.PartitionAudio;
import io.voxlog.audio.room.Source;
import io.voxlog.audio.room.TrackRef;
import io.voxlog.audio.track.AudioPacket;
import io.voxlog.audio.track.Progress;
import io.voxlog.runtime.LogKey;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.OpusPacket;
import io.voxlog.schemas.ProgressKind;
import io.voxlog.schemas.RoomClosed;
import io.voxlog.schemas.RoomJoined;
import io.voxlog.schemas.TrackClosed;
import io.voxlog.schemas.TrackOpened;
import io.voxlog.schemas.TrackProgress;
import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the records of livekit.audio to the domain. Used by one thread. */
final class AudioRecords {
    private static final Logger log = LoggerFactory.getLogger(AudioRecords.class);

    private final PartitionAudio audio;

    AudioRecords(PartitionAudio audio) {
        this.audio = audio;
    }

    void take(ConsumerRecord<String, byte[]> record, SpecificRecord value) {
        Source source = new Source(Keys.room(record.key()), record.offset(), record.timestamp());
        if (value instanceof OpusPacket packet) {
            take(source, packet);
        } else if (value instanceof TrackProgress progress) {
            audio.progress(
                    source,
                    new TrackRef(source.roomSid(), progress.getParticipantSid(), progress.getTrackSid()),
                    new Progress(
                            progress.getEpoch(),
                            progress.getKind() == ProgressKind.GAP,
                            progress.getFromTicks(),
                            progress.getToTicks(),
                            source.offset()));
        } else if (value instanceof RoomJoined) {
            audio.roomJoined(source);
        } else if (value instanceof TrackOpened opened) {
            audio.trackOpened(
                    source,
                    new TrackRef(source.roomSid(), opened.getParticipantSid(), opened.getTrackSid()),
                    opened.getParticipantIdentity(),
                    opened.getEpoch(),
                    opened.getStartTicks());
        } else if (value instanceof TrackClosed closed) {
            audio.trackClosed(
                    source,
                    new TrackRef(source.roomSid(), closed.getParticipantSid(), closed.getTrackSid()),
                    closed.getParticipantIdentity(),
                    closed.getEpoch(),
                    closed.getEndTicks());
        } else if (value instanceof RoomClosed closed) {
            audio.roomClosed(source, closed.getEpoch());
        }
    }

    private void take(Source source, OpusPacket packet) {
        AudioPacket taken = new AudioPacket(
                packet.getEpoch(),
                packet.getSequence(),
                packet.getPositionTicks(),
                packet.getDurationTicks(),
                source.offset(),
                bytes(packet.getPayload()));
        TrackRef track = new TrackRef(source.roomSid(), packet.getParticipantSid(), packet.getTrackSid());
        if (audio.packet(source, track, taken)) {
            log.atWarn()
                    .setMessage("packet cannot be decoded and is concealed; further ones of the track are not logged")
                    .addKeyValue(LogKey.ROOM_SID, source.roomSid())
                    .addKeyValue(LogKey.TRACK_SID, packet.getTrackSid())
                    .addKeyValue(LogKey.OFFSET, source.offset())
                    .log();
        }
    }

    /** The bytes as Avro read them where nothing else is in their array, which is how it reads them; else a copy. */
    private static byte[] bytes(ByteBuffer payload) {
        if (payload.hasArray() && payload.arrayOffset() == 0 && payload.array().length == payload.remaining()) {
            return payload.array();
        }
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        return bytes;
    }
}
