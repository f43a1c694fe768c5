package io.voxlog.audio.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.audio.adapter.opus.OpusDecoders;
import io.voxlog.audio.track.AudioPacket;
import io.voxlog.audio.track.FrameKind;
import io.voxlog.audio.track.PcmFrame;
import io.voxlog.audio.track.TrackTail;
import io.voxlog.media.adapter.concentus.OpusEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PartitionAudioTest {
    private static final TrackRef ALICE = new TrackRef("RM_1", "PA_alice", "TR_alice");
    private static final byte[] PACKET = new OpusEncoder(48_000, 32_000).encode(new short[960], 0);

    private final Store store = new Store();
    private final PartitionAudio audio = new PartitionAudio(store, OpusDecoders.concentus(), 9_600);

    @Test
    void endsByAnOlderEpochAfterTheNewerRoomJoinedAreIgnored() {
        audio.roomJoined(at(10));
        audio.trackOpened(at(11), ALICE, "alice", 10, 0);
        packet(12, 10, 0);
        audio.roomJoined(at(20));

        audio.trackClosed(at(21), ALICE, "alice", 10, 960);
        audio.roomClosed(at(22), 10);
        packet(23, 20, 1);
        audio.trackClosed(at(24), ALICE, "alice", 20, 1_920);

        assertThat(store.kinds()).containsExactly(FrameKind.AUDIO, FrameKind.AUDIO, FrameKind.END);
    }

    @Test
    void aSuccessorReadsRoomJoinedAgainWhileATrackWaitsForItsEpoch() {
        audio.roomJoined(at(10));
        audio.trackOpened(at(11), ALICE, "alice", 10, 0);
        for (int i = 0; i < 30; i++) {
            packet(12 + i, 10, i);
        }
        assertThat(audio.lowestNeededOffset(42)).isEqualTo(32);

        audio.roomJoined(at(50));
        for (int i = 30; i < 60; i++) {
            packet(51 + i, 10, i);
        }
        assertThat(audio.lowestNeededOffset(111)).isEqualTo(50);

        packet(120, 50, 60);
        assertThat(audio.lowestNeededOffset(121)).isGreaterThan(100);
    }

    @Test
    void roomClosedEndsWhatIsOpenAndLeavesNothingToReadAgain() {
        audio.roomJoined(at(10));
        audio.trackOpened(at(11), ALICE, "alice", 10, 0);
        packet(12, 10, 0);

        audio.roomClosed(at(13), 10);
        packet(14, 10, 1);

        assertThat(store.kinds()).containsExactly(FrameKind.AUDIO, FrameKind.END);
        assertThat(audio.lowestNeededOffset(15)).isEqualTo(15);
    }

    @Test
    void nothingIsWrittenOfARoomWhosePcmWasDeleted() {
        store.deleted = true;

        audio.roomJoined(at(10));
        audio.trackOpened(at(11), ALICE, "alice", 10, 0);
        packet(12, 10, 0);
        audio.trackClosed(at(13), ALICE, "alice", 10, 960);

        assertThat(store.frames).isEmpty();
        assertThat(audio.lowestNeededOffset(14)).isEqualTo(14);
    }

    @Test
    void theIdentityIsThatOfTheTailUntilARecordNamesIt() {
        store.tails.put("TR_alice", new TrackTail(true, 960, 10, false, "alice"));

        packet(12, 10, 1);

        assertThat(store.identities).containsExactly("alice");
    }

    @Test
    void onlyTheFirstMalformedPacketOfATrackIsReported() {
        audio.roomJoined(at(10));
        audio.trackOpened(at(11), ALICE, "alice", 10, 0);

        assertThat(broken(12, 0)).isTrue();
        assertThat(broken(13, 1)).isFalse();
        assertThat(store.kinds()).containsOnly(FrameKind.CONCEALED);
    }

    private void packet(long offset, long epoch, int number) {
        audio.packet(at(offset), ALICE, new AudioPacket(epoch, number, 960L * number, 960, offset, PACKET));
    }

    private boolean broken(long offset, int number) {
        return audio.packet(at(offset), ALICE, new AudioPacket(10, number, 960L * number, 960, offset, new byte[0]));
    }

    private static Source at(long offset) {
        return new Source("RM_1", offset, 0);
    }

    /** PCM topics in memory. */
    private static final class Store implements PcmStore {
        private final List<PcmFrame> frames = new ArrayList<>();
        private final List<String> identities = new ArrayList<>();
        private final Map<String, TrackTail> tails = new HashMap<>();
        private boolean deleted;

        @Override
        public Optional<TrackTail> open(TrackRef track, Source source) {
            return deleted ? Optional.empty() : Optional.of(tails.getOrDefault(track.trackSid(), TrackTail.NONE));
        }

        @Override
        public void write(TrackRef track, String identity, PcmFrame frame) {
            frames.add(frame);
            identities.add(identity);
        }

        @Override
        public void roomClosed(Source source) {}

        List<FrameKind> kinds() {
            return frames.stream().map(PcmFrame::kind).toList();
        }
    }
}
