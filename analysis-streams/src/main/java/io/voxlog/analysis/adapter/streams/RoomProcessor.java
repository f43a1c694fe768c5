package io.voxlog.analysis.adapter.streams;

import io.voxlog.analysis.room.Closing;
import io.voxlog.analysis.room.RoomFold;
import io.voxlog.analysis.sealing.RunFold;
import io.voxlog.analysis.sealing.SealingSettings;
import io.voxlog.analysis.sealing.TrackFinal;
import io.voxlog.analysis.sealing.Transcribed;
import io.voxlog.runtime.LogKey;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.TrackTranscribed;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.schemas.WordKind;
import io.voxlog.transcript.TimedWord;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Folds the events and finals of the rooms of one partition, says what changed, and seals. All decisions follow from
 * the records, but one: how long a closed room may wait for its tracks is measured on the wall clock, from when this
 * task first saw it waiting, so that neither a quiet log nor the reading of an old one decides it.
 */
final class RoomProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(RoomProcessor.class);
    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final int MAX_TIMER_STEPS = 20;

    private final SealingSettings settings;
    /** Wall-clock deadlines of closed rooms that are not sealed, Unix milliseconds. */
    private final Map<String, Long> deadlines = new TreeMap<>();

    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable RoomStores stores;

    RoomProcessor(SealingSettings settings) {
        this.settings = settings;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> taskContext) {
        context = taskContext;
        stores = new RoomStores(taskContext);
        stores().closedRooms().forEach(this::watchAll);
        Duration timerStep = settings.sealTimeout().dividedBy(MAX_TIMER_STEPS);
        taskContext.schedule(timerStep, PunctuationType.WALL_CLOCK_TIME, this::sealOverdue);
        taskContext.schedule(SWEEP, PunctuationType.WALL_CLOCK_TIME, this::sweep);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        String roomSid = Keys.room(Objects.requireNonNullElse(record.key(), ""));
        if (roomSid.isEmpty() || record.value() == null) {
            throw new IllegalArgumentException("a record without room or value");
        }
        if (stores().isGone(roomSid)) {
            return;
        }
        if (record.value() instanceof RoomEvent event) {
            onEvent(roomSid, event, record.timestamp());
        } else if (record.value() instanceof TranscriptFinal heard) {
            onFinal(roomSid, heard, record.timestamp());
        } else if (record.value() instanceof TrackTranscribed done) {
            onTranscribed(roomSid, done, record.timestamp());
        } else {
            throw new IllegalArgumentException("a record of no expected kind: "
                    + record.value().getSchema().getFullName());
        }
    }

    private void onEvent(String roomSid, RoomEvent event, long millis) {
        Optional<RoomFold> before = stores().room(roomSid);
        RoomFold after = before.orElseGet(() -> RoomFold.of(roomSid)).with(RoomUpdates.of(event));
        if (before.isPresent() && before.get().equals(after)) {
            return;
        }
        stores().put(after);
        settle(before.orElse(null), after, millis);
    }

    private void onFinal(String roomSid, TranscriptFinal heard, long millis) {
        RunKey key = new RunKey(roomSid, heard.getRun());
        RunFold run = stores().run(key);
        if (run.released()) {
            LOG.atWarn()
                    .setMessage("final came after its room's finals were dropped")
                    .addKeyValue(LogKey.ROOM_SID, roomSid)
                    .addKeyValue(LogKey.TRACK_SID, heard.getTrackSid())
                    .log();
        } else if (stores().addFinal(key, trackFinal(heard))) {
            changeRun(key, run, run.withFinal(heard.getTrackSid()), millis);
        }
    }

    private void onTranscribed(String roomSid, TrackTranscribed done, long millis) {
        RunKey key = new RunKey(roomSid, done.getRun());
        RunFold run = stores().run(key);
        Transcribed transcribed = new Transcribed(done.getCount(), done.getEngine(), done.getConfigHash());
        changeRun(key, run, run.withTranscribed(done.getTrackSid(), transcribed), millis);
    }

    private void changeRun(RunKey key, RunFold before, RunFold after, long millis) {
        if (before.equals(after)) {
            return;
        }
        stores().put(key, after);
        Optional<RoomFold> room = stores().room(key.roomSid());
        if (room.isPresent()) {
            RunFold liveBefore = key.run() == RunKey.LIVE ? before : live(key.roomSid());
            RoomState stateBefore = OutputRecords.room(room.get(), liveBefore);
            sealIfDue(key, room.get(), millis);
            publish(stateBefore, room.get(), millis);
        }
    }

    /** After a room's fold changed: seals what is due and writes the room's record if it differs. */
    private void settle(@Nullable RoomFold before, RoomFold after, long millis) {
        RunFold live = live(after.roomSid());
        RoomState stateBefore = before == null ? null : OutputRecords.room(before, live);
        sealIfDue(new RunKey(after.roomSid(), RunKey.LIVE), after, millis);
        for (RunKey replay : stores().runs(after.roomSid()).keySet()) {
            if (replay.run() != RunKey.LIVE) {
                sealIfDue(replay, after, millis);
            }
        }
        publish(stateBefore, after, millis);
    }

    private void sealIfDue(RunKey key, RoomFold room, long millis) {
        Optional<Closing> closing = room.audio().closing();
        if (closing.isEmpty()) {
            return;
        }
        RunFold run = stores().run(key);
        if (run.due(closing.get().trackSids())) {
            seal(key, room, closing.get(), run.sealed(true, millis));
        } else {
            watch(key, run);
        }
    }

    private void watchAll(String roomSid) {
        watch(new RunKey(roomSid, RunKey.LIVE), live(roomSid));
        stores().runs(roomSid).forEach(this::watch);
    }

    private void watch(RunKey key, RunFold run) {
        if (run.waiting()) {
            long now = context().currentSystemTimeMs();
            deadlines.putIfAbsent(key.text(), now + settings.sealTimeout().toMillis());
        }
    }

    private void seal(RunKey key, RoomFold room, Closing closing, RunFold sealed) {
        stores().put(key, sealed);
        deadlines.remove(key.text());
        new SealedOutput(context(), settings.jobs()).write(key, room, closing, sealed, stores().finals(key));
        LOG.atLevel(sealed.sealedComplete() ? Level.INFO : Level.WARN)
                .setMessage(sealed.sealedComplete() ? "transcript sealed" : "transcript sealed incomplete")
                .addKeyValue(LogKey.ROOM_SID, key.roomSid())
                .addKeyValue("run", key.run())
                .addKeyValue("version", sealed.version())
                .log();
    }

    private void publish(@Nullable RoomState before, RoomFold room, long millis) {
        RunFold live = live(room.roomSid());
        RoomState now = OutputRecords.room(room, live);
        if (room.pcmDeleted() && live.version() > 0) {
            context().forward(new Record<>(room.roomSid(), null, millis), SinkNames.ROOMS);
            stores().forget(room.roomSid(), context().currentSystemTimeMs());
        } else if (!now.equals(before)) {
            context().forward(new Record<>(room.roomSid(), now, millis), SinkNames.ROOMS);
        }
    }

    private void sealOverdue(long nowMillis) {
        for (Map.Entry<String, Long> waiting : Map.copyOf(deadlines).entrySet()) {
            if (waiting.getValue() <= nowMillis) {
                deadlines.remove(waiting.getKey());
                sealIncomplete(RunKey.parse(waiting.getKey()), nowMillis);
            }
        }
    }

    private void sealIncomplete(RunKey key, long nowMillis) {
        RunFold run = stores().run(key);
        Optional<RoomFold> room = stores().room(key.roomSid());
        Optional<Closing> closing = room.flatMap(known -> known.audio().closing());
        if (room.isPresent() && closing.isPresent() && run.waiting()) {
            RoomState before = OutputRecords.room(room.get(), live(key.roomSid()));
            seal(key, room.get(), closing.get(), run.sealed(false, nowMillis));
            publish(before, room.get(), nowMillis);
        }
    }

    private void sweep(long nowMillis) {
        stores().forgetGoneBefore(nowMillis - settings.goneKept().toMillis());
        stores().allRuns().forEach((key, run) -> {
            Long sealed = run.sealedMillis();
            boolean over = sealed != null && sealed + settings.finalsKept().toMillis() < nowMillis;
            if (over && !run.released()) {
                stores().dropFinals(key);
                stores().put(key, run.withoutFinals());
            }
        });
    }

    private RunFold live(String roomSid) {
        return stores().run(new RunKey(roomSid, RunKey.LIVE));
    }

    private static TrackFinal trackFinal(TranscriptFinal heard) {
        return new TrackFinal(
                heard.getId(),
                heard.getParticipantSid(),
                heard.getParticipantIdentity(),
                heard.getTrackSid(),
                heard.getEngine(),
                heard.getConfigHash(),
                heard.getLanguage(),
                heard.getWords().stream()
                        .map(word -> new TimedWord(
                                word.getText(),
                                word.getStartTicks(),
                                word.getEndTicks(),
                                word.getConfidence(),
                                word.getKind() == WordKind.PUNCTUATION,
                                word.getEndOfSentence()))
                        .toList());
    }

    private ProcessorContext<String, SpecificRecord> context() {
        return Objects.requireNonNull(context, "init comes first");
    }

    private RoomStores stores() {
        return Objects.requireNonNull(stores, "init comes first");
    }
}
