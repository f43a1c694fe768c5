package io.voxlog.audio.adapter.kafka;

import io.voxlog.audio.room.PcmStore;
import io.voxlog.audio.room.Source;
import io.voxlog.audio.room.TrackRef;
import io.voxlog.audio.track.FrameKind;
import io.voxlog.audio.track.PcmFrame;
import io.voxlog.audio.track.TrackTail;
import io.voxlog.runtime.LogKey;
import io.voxlog.schemas.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The participants' PCM topics of the rooms of one partition. Used by one thread; blocks. */
final class PcmTopics implements PcmStore {
    private static final Logger log = LoggerFactory.getLogger(PcmTopics.class);

    private final Admin admin;
    private final PcmTopicSettings settings;
    private final PartitionReader reader;
    private final EventsLog events;
    private final Sends sends;
    /** Made by this object: all that is in them is known, so that a track's first record needs no search. */
    private final Set<String> made = new HashSet<>();

    private final Map<TrackRef, PcmTrack> tracks = new HashMap<>();

    PcmTopics(Admin admin, PcmTopicSettings settings, PartitionReader reader, EventsLog events, Sends sends) {
        this.admin = admin;
        this.settings = settings;
        this.reader = reader;
        this.events = events;
        this.sends = sends;
    }

    @Override
    public Optional<TrackTail> open(TrackRef track, Source source) {
        String topic = Topics.pcm(track.roomSid(), track.participantSid());
        if (made.contains(topic)) {
            return Optional.of(TrackTail.NONE);
        }
        if (exists(topic)) {
            return Optional.of(tail(topic, track.trackSid()));
        }
        if (events.pcmDeleted(source.roomSid(), source.timestampMillis())) {
            log.atInfo()
                    .setMessage("audio of a room whose pcm was deleted is passed over")
                    .addKeyValue(LogKey.ROOM_SID, source.roomSid())
                    .addKeyValue(LogKey.TRACK_SID, track.trackSid())
                    .log();
            return Optional.empty();
        }
        return Optional.of(make(topic, track));
    }

    @Override
    public void write(TrackRef track, String identity, PcmFrame frame) {
        PcmTrack records = tracks.get(track);
        if (records == null) {
            records = PcmTrack.ownTopic(track);
            tracks.put(track, records);
        }
        sends.send(records.record(identity, frame));
        if (frame.kind() == FrameKind.END) {
            tracks.remove(track);
        }
    }

    /** The room's owner deletes the topics. */
    @Override
    public void roomClosed(Source source) {}

    private TrackTail make(String topic, TrackRef track) {
        try {
            admin.createTopics(List.of(settings.topic(topic))).all().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return tail(topic, track.trackSid());
            }
            throw new AudioStreamException("cannot create " + topic, e.getCause());
        } catch (InterruptedException e) {
            throw AudioStreamException.interrupted(e);
        }
        made.add(topic);
        log.atInfo()
                .setMessage("pcm topic created")
                .addKeyValue(LogKey.TOPIC, topic)
                .addKeyValue(LogKey.TRACK_SID, track.trackSid())
                .log();
        return TrackTail.NONE;
    }

    private boolean exists(String topic) {
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new AudioStreamException("cannot describe " + topic, e.getCause());
        } catch (InterruptedException e) {
            throw AudioStreamException.interrupted(e);
        }
    }

    private TrackTail tail(String topic, String trackSid) {
        return reader.searchBackwards(new TopicPartition(topic, 0), records -> PcmRecords.lastOf(trackSid, records))
                .orElse(TrackTail.NONE);
    }
}
