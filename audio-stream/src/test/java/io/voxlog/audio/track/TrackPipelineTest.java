package io.voxlog.audio.track;

import static io.voxlog.audio.track.FrameKind.AUDIO;
import static io.voxlog.audio.track.FrameKind.CONCEALED;
import static io.voxlog.audio.track.FrameKind.END;
import static io.voxlog.audio.track.FrameKind.GAP;
import static io.voxlog.audio.track.FrameKind.SILENCE;
import static io.voxlog.audio.track.NumberedPackets.TICKS;
import static io.voxlog.audio.track.NumberedPackets.malformed;
import static io.voxlog.audio.track.NumberedPackets.packet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrackPipelineTest {
    private static final long JITTER = 9_600;
    private static final long SECOND = 48_000;

    private final Frames frames = new Frames();
    private final TrackPipeline track = pipeline(TrackTail.NONE, frames);

    @Test
    void onePacketIsOneFrameWhereItWasDeclared() {
        track.opened(TICKS, 7);

        send(1, 1, 2, 3);

        assertThat(frames.kinds()).containsOnly(AUDIO);
        assertThat(frames.all().get(0).positionTicks()).isEqualTo(TICKS);
        assertThat(numbers(frames)).containsExactly(1, 2, 3);
    }

    @Test
    void aLostPacketIsConcealedOnceTheTrackGoesSilent() {
        track.opened(0, 0);
        send(1, 0, 1, 3, 4);
        assertThat(numbers(frames)).as("3 waits for 2").containsExactly(0, 1);

        track.progress(new Progress(1, false, 5 * TICKS, 5 * TICKS + 9_600, 5));

        assertThat(numbers(frames)).containsExactly(0, 1, (int) NumberedPackets.MADE_UP, 3, 4, 0);
        assertThat(frames.length(CONCEALED)).isEqualTo(TICKS);
        assertThat(frames.length(SILENCE)).isEqualTo(9_600);
    }

    @Test
    void packetsLostRightBeforeSilenceAreConcealed() {
        track.opened(0, 0);
        send(1, 0, 1);

        track.progress(new Progress(1, false, 4 * TICKS, 20 * TICKS, 5));

        assertThat(frames.length(CONCEALED)).isEqualTo(2 * TICKS);
        assertThat(frames.length()).isEqualTo(20 * TICKS);
    }

    @Test
    void declaredGapsAreZerosUpToTenSecondsAndOneRecordBeyond() {
        track.opened(0, 0);
        send(1, 0);

        track.progress(new Progress(1, true, TICKS, TICKS + 10 * SECOND, 1));
        track.progress(new Progress(1, true, TICKS + 10 * SECOND, TICKS + 30 * SECOND, 2));

        assertThat(frames.length(SILENCE)).isEqualTo(10 * SECOND);
        assertThat(frames.length(GAP)).isEqualTo(20 * SECOND);
        assertThat(frames.kinds()).filteredOn(kind -> kind == GAP).hasSize(1);
        assertThat(frames.all()).allMatch(frame -> frame.samples().length <= 6_400);
    }

    @Test
    void theEndPadsToWhereTheSourceEnded() {
        track.opened(0, 0);
        send(1, 0, 1);

        track.close(1, SECOND, 2);
        send(1, 2);

        assertThat(frames.last().kind()).isEqualTo(END);
        assertThat(frames.last().positionTicks()).isEqualTo(SECOND);
        assertThat(track.ended()).isTrue();
    }

    @Test
    void aTrackWithoutAudioStillEnds() {
        track.opened(SECOND, 0);

        track.close(1, 2 * SECOND, 1);

        assertThat(frames.kinds()).containsExactly(END);
    }

    @Test
    void malformedPacketsAreConcealedAndCounted() {
        track.opened(0, 0);
        track.packet(packet(1, 0));
        track.packet(malformed(1, 1));
        track.packet(packet(1, 2));

        assertThat(frames.kinds()).containsExactly(AUDIO, CONCEALED, AUDIO);
        assertThat(track.malformed()).isEqualTo(1);
    }

    @Test
    void aNewerEpochCutsTheOlderOffWhereItsAudioBegins() {
        track.opened(0, 0);
        send(1, 0, 1, 2);
        // The new writer counts from 900 and begins at the position of number 4.
        track.packet(packet(2, 104, 900, 4 * TICKS));
        send(1, 3);
        send(1, 4, 5);
        track.packet(packet(2, 105, 901, 5 * TICKS));

        assertThat(numbers(frames)).containsExactly(0, 1, 2, 3, 104, 105);
    }

    @Test
    void olderAudioThatStillWaitsIsDroppedFromTheCutOn() {
        track.opened(0, 0);
        send(1, 0, 2, 3, 4);

        track.packet(packet(2, 103, 900, 3 * TICKS));
        send(1, 1);

        assertThat(numbers(frames)).containsExactly(0, 1, 2, 103);
    }

    @Test
    void progressOfTheNewerEpochSetsTheCutToo() {
        track.opened(0, 0);
        send(1, 0, 2, 3);

        track.progress(new Progress(2, true, TICKS, 10 * TICKS, 9));
        send(1, 1, 5, 6);
        track.packet(packet(2, 110, 1, 10 * TICKS));

        assertThat(numbers(frames)).containsExactly(0, 0, 110);
    }

    @Test
    void openingUnderANewerEpochSetsNoCut() {
        track.opened(0, 0);
        send(1, 0, 1);
        track.opened(0, 50);

        send(1, 2, 3);

        assertThat(numbers(frames)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aSourceWhoseSequenceGoesOnOverEpochsIsNotDoubled() {
        track.opened(0, 0);
        send(1, 0, 1, 2, 3);

        send(2, 2, 3, 4, 5);
        send(1, 4, 5);

        assertThat(numbers(frames)).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void anEndByAnOlderEpochIsIgnored() {
        track.opened(0, 0);
        send(1, 0);
        send(2, 1);

        track.close(1, TICKS, 9);

        assertThat(track.ended()).isFalse();
    }

    @Test
    void aSuccessorNeedsThePreRollWhatWaitsAndTheOpening() {
        track.opened(0, 42);
        assertThat(track.lowestNeededOffset()).hasValue(42);

        send(1, IntStream.rangeClosed(100, 150).toArray());
        assertThat(track.lowestNeededOffset()).as("200 ms back").hasValue(141);

        track.progress(new Progress(1, false, 151 * TICKS, 151 * TICKS + 48_000, 500));
        assertThat(track.lowestNeededOffset()).isEmpty();

        send(1, 203);
        assertThat(track.lowestNeededOffset()).as("waits for its predecessors").hasValue(203);
    }

    @Test
    void aSuccessorWritesOnlyWhatFollowsTheTail() {
        Frames written = new Frames();
        TrackPipeline successor = pipeline(new TrackTail(true, 12 * TICKS, 1, false, "alice"), written);

        IntStream.range(2, 15).forEach(number -> successor.packet(packet(1, number)));

        assertThat(numbers(written)).containsExactly(12, 13, 14);
        assertThat(written.all().get(0).positionTicks()).isEqualTo(12 * TICKS);
    }

    @Test
    void aTrackThatHasEndedStaysEnded() {
        Frames written = new Frames();
        TrackPipeline successor = pipeline(new TrackTail(true, 12 * TICKS, 1, true, "alice"), written);

        successor.packet(packet(1, 13));
        successor.progress(new Progress(1, false, 14 * TICKS, 20 * TICKS, 15));
        successor.close(1, 30 * TICKS, 16);

        assertThat(written.all()).isEmpty();
        assertThat(successor.lowestNeededOffset()).isEmpty();
    }

    private void send(long epoch, int... numbers) {
        for (int number : numbers) {
            track.packet(packet(epoch, number));
        }
    }

    private static TrackPipeline pipeline(TrackTail tail, Frames frames) {
        return new TrackPipeline(tail, new NumberedPackets(), JITTER, frames);
    }

    private static List<Integer> numbers(Frames frames) {
        return frames.all().stream().map(NumberedPackets::number).toList();
    }
}
