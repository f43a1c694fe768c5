package io.voxlog.monitor.live.adapter;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.voxlog.monitor.live.Lane;
import io.voxlog.monitor.live.LiveEvent;
import io.voxlog.monitor.live.LiveHub;
import io.voxlog.monitor.live.Place;
import io.voxlog.monitor.live.Voices;
import io.voxlog.monitor.live.Voices.Voice;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.RoomPartitioner;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.schemas.TranscriptPartial;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns what is written to the log into events for those who listen. Everything runs on one context. */
public final class LiveFeed {
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final long LOOK_MILLIS = 250;

    private final RoleContext role;
    private final LiveHub hub = new LiveHub();
    private final RoomNames names = new RoomNames();
    private final LiveRecords records = new LiveRecords(names);
    private final Voices voices = new Voices(SILENCE);
    private final LiveTail tail;
    private int partitions;
    private long timer;

    /** Makes the consumer, which blocks for a moment. */
    public LiveFeed(RoleContext role, Context context) {
        this.role = role;
        this.tail = new LiveTail(role, context, hub, this::take);
    }

    /** Completes when the log is followed. */
    public Future<Void> start() {
        return tail.start().map(count -> {
            partitions = count;
            timer = role.vertx().setPeriodic(LOOK_MILLIS, tick -> hush());
            return null;
        });
    }

    public Future<Void> stop() {
        role.vertx().cancelTimer(timer);
        return tail.stop();
    }

    LiveHub hub() {
        return hub;
    }

    LiveRecords records() {
        return records;
    }

    /** The partition that holds all records of a room. */
    int partitionOf(String room) {
        return RoomPartitioner.partition(room, partitions);
    }

    /** Whether it is on the log and not yet tombstoned. */
    boolean knows(String room) {
        return names.knows(room);
    }

    private void take(ConsumerRecord<String, SpecificRecord> record) {
        Lane lane = LiveRecords.LANES.get(record.topic());
        if (lane == Lane.ROOMS) {
            names.take(record);
        }
        if (lane != null) {
            Place place = new Place(lane, record.partition());
            if (record.offset() < hub.position().at(place)) {
                // Written before the start: read for the names only.
                return;
            }
            hub.passed(place, record.offset());
        }
        records.event(record).ifPresent(event -> {
            heard(record.value());
            hub.publish(event);
        });
    }

    private void heard(SpecificRecord value) {
        if (value instanceof TranscriptPartial words) {
            heard(new Voice(words.getRoomSid(), words.getParticipantSid(), words.getTrackSid()));
        } else if (value instanceof TranscriptFinal words) {
            heard(new Voice(words.getRoomSid(), words.getParticipantSid(), words.getTrackSid()));
        }
    }

    private void heard(Voice voice) {
        if (voices.heard(voice, System.nanoTime())) {
            speaking(voice, true);
        }
    }

    private void hush() {
        voices.silent(System.nanoTime()).forEach(voice -> speaking(voice, false));
    }

    private void speaking(Voice voice, boolean speaking) {
        String speaker = names.speaker(voice.room(), voice.participant()).orElse("");
        String data = LiveRecords.speaking(voice.room(), voice.participant(), voice.track(), speaker, speaking)
                .encode();
        hub.publish(LiveEvent.passing("speaking", voice.room(), data, "speaking/" + voice.track()));
    }
}
