package io.voxlog.stt.adapter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.schemas.PcmHeaders;
import io.voxlog.schemas.SttCheckpoint;
import io.voxlog.stt.adapter.kafka.SpeakerAudio.Speaker;
import io.voxlog.stt.session.NumberEngine;
import io.voxlog.stt.session.SessionContext;
import io.voxlog.stt.session.SessionFacts;
import io.voxlog.stt.session.SessionLog;
import io.voxlog.stt.session.SessionSettings;
import io.voxlog.stt.session.Track;
import io.voxlog.stt.session.TrackCommit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** One topic with several tracks of a participant; records of 20 ms, one per track in turn. */
final class SpeakerAudioTest {
    private static final Speaker SPEAKER = new Speaker("RM_1", "PA_1");
    private static final long RECORD_TICKS = 960;

    private final NumberEngine engine = new NumberEngine(new Random(1));
    private final Queue<Runnable> mailbox = new ArrayDeque<>();
    private long now;

    @Test
    void theOffsetIsTheLowestThatATrackNeeds() {
        SpeakerAudio audio = speaker(0, Map.of());
        for (int i = 0; i < 1_000; i++) {
            audio.take(pcm(2L * i, "TR_a", i * RECORD_TICKS));
            audio.take(pcm(2L * i + 1, "TR_b", i * RECORD_TICKS));
        }
        engine.streams.get(0).workAll();
        drain();
        List<TrackCommit> due = audio.due();
        assertThat(due).extracting(it -> it.track().trackSid()).containsExactly("TR_a");
        assertThat(audio.offsetAfter(due, 2_000)).isEqualTo(1);

        engine.streams.get(1).workAll();
        drain();
        due = audio.due();
        assertThat(due).hasSize(2);
        // 18.5 s, less at most a quarter of a second
        assertThat(audio.offsetAfter(due, 2_000)).isBetween(2L * 912, 2L * 925);
    }

    @Test
    void theTopicIsReadToItsEndOnceEveryTrackIsFinished() {
        SpeakerAudio audio = speaker(0, Map.of());
        audio.take(pcm(0, "TR_a", 0));
        audio.take(end(1, "TR_a", RECORD_TICKS));
        engine.last().workAll();
        drain();
        List<TrackCommit> due = audio.due();
        assertThat(audio.offsetAfter(due, 2)).isEqualTo(2);
        assertThat(audio.idle()).isFalse();
        due.forEach(audio::stored);
        assertThat(audio.idle()).isTrue();
    }

    @Test
    void aTrackWhoseRecordsHaveNotComeYetHoldsTheOffset() {
        SpeakerAudio audio = speaker(40, Map.of("RM_1/0/TR_b", checkpoint("TR_b", 0, false)));
        audio.take(pcm(41, "TR_a", 0));
        audio.take(end(42, "TR_a", RECORD_TICKS));
        engine.last().workAll();
        drain();
        assertThat(audio.offsetAfter(audio.due(), 43)).isEqualTo(40);
    }

    @Test
    void anOffsetThatWasMovedBeyondTheCheckpointIsNoticed() {
        SpeakerAudio audio = speaker(500, Map.of("RM_1/0/TR_a", checkpoint("TR_a", 48_000, false)));
        assertThat(audio.take(pcm(500, "TR_a", 480_000))).isFalse();
        assertThat(audio.take(pcm(0, "TR_a", 0))).isTrue();
    }

    @Test
    void aFinishedTrackIsNotHeardAgain() {
        SpeakerAudio audio = speaker(0, Map.of("RM_1/0/TR_a", checkpoint("TR_a", 48_000, true)));
        assertThat(audio.take(pcm(0, "TR_a", 0))).isTrue();
        assertThat(audio.take(pcm(1, "TR_a", 480_000))).isTrue();
        assertThat(engine.streams).isEmpty();
        assertThat(audio.due()).isEmpty();
    }

    @Test
    void aTrackThatFailsDoesNotHoldUpTheOther() {
        SpeakerAudio audio = speaker(0, Map.of());
        audio.take(pcm(0, "TR_a", 0));
        audio.take(pcm(1, "TR_b", 0));
        engine.streams.get(0).fail(true);
        drain();
        audio.take(pcm(2, "TR_a", RECORD_TICKS));
        audio.take(pcm(3, "TR_b", RECORD_TICKS));
        assertThat(engine.streams.get(1).samples()).isEqualTo(640);

        now += 1_000_000_000L;
        assertThat(audio.tick()).isEqualTo(OptionalLong.of(0));
        for (int i = 0; i < 2; i++) {
            audio.take(pcm(2L * i, "TR_a", i * RECORD_TICKS));
            audio.take(pcm(2L * i + 1, "TR_b", i * RECORD_TICKS));
        }
        assertThat(engine.streams).extracting(NumberEngine.Stream::samples).containsExactly(320, 640, 640);
    }

    @Test
    void aRecordThatIsNoneOfOursIsSkipped() {
        SpeakerAudio audio = speaker(0, Map.of());
        assertThat(audio.take(new ConsumerRecord<>("t", 0, 0, "TR_a", new byte[2])))
                .isTrue();
        assertThat(audio.take(record(1, "TR_a", PcmHeaders.KIND_AUDIO, "soon", new byte[2])))
                .isTrue();
        assertThat(engine.streams).isEmpty();
    }

    private SpeakerAudio speaker(long startedAt, Map<String, SttCheckpoint> stored) {
        SessionContext context =
                new SessionContext(engine, SessionSettings.USUAL, new Silent(), mailbox::add, () -> now, new Random(1));
        return new SpeakerAudio(SPEAKER, startedAt, new Checkpoints(stored), context, true);
    }

    private static SttCheckpoint checkpoint(String track, long resumeTicks, boolean finished) {
        return SttCheckpoint.newBuilder()
                .setRun(0)
                .setRoomSid("RM_1")
                .setParticipantSid("PA_1")
                .setTrackSid(track)
                .setResumeTicks(resumeTicks)
                .setLastFinalEndTicks(resumeTicks)
                .setFinals(1)
                .setFinished(finished)
                .build();
    }

    private static ConsumerRecord<String, byte[]> pcm(long offset, String track, long ticks) {
        return record(offset, track, PcmHeaders.KIND_AUDIO, Long.toString(ticks), new byte[640]);
    }

    private static ConsumerRecord<String, byte[]> end(long offset, String track, long ticks) {
        return record(offset, track, PcmHeaders.KIND_END, Long.toString(ticks), new byte[0]);
    }

    private static ConsumerRecord<String, byte[]> record(
            long offset, String track, String kind, String position, byte[] value) {
        var record = new ConsumerRecord<>("t", 0, offset, track, value);
        record.headers()
                .add(PcmHeaders.KIND, kind.getBytes(UTF_8))
                .add(PcmHeaders.POSITION, position.getBytes(UTF_8))
                .add(PcmHeaders.IDENTITY, "alice".getBytes(UTF_8));
        return record;
    }

    private void drain() {
        for (Runnable mail = mailbox.poll(); mail != null; mail = mailbox.poll()) {
            mail.run();
        }
    }

    private record Silent() implements SessionLog {
        @Override
        public void session(SessionFacts facts) {}

        @Override
        public void partial(Track track, long startTicks, long endTicks, String text) {}
    }
}
