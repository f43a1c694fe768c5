package io.voxlog.audio.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.audio.adapter.opus.OpusDecoders;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Processes with different decoders may follow one another on a track. */
final class DecoderChangeTest {
    private final List<AudioPacket> voice = Voice.packets("weekly-review/bob.ogg", 300);
    private final Supplier<PacketDecoder> pure = OpusDecoders.concentus();
    private final Supplier<PacketDecoder> best = OpusDecoders.choose(DecoderChoice.AUTO, Optional.empty());

    @Test
    void positionsAndLengthsDoNotDependOnTheDecoder() {
        assertThat(described(pure, pure)).isEqualTo(described(best, best)).isEqualTo(described(pure, best));
    }

    @Test
    void aTakeoverByTheSameDecoderGoesOnWhereItsStateStood() {
        short[] alone = Samples.of(run(best, best, 300));
        short[] takenOver = Samples.of(run(best, best, 150));

        assertThat(Samples.errorInDecibels(alone, takenOver)).isLessThan(-30);
    }

    private List<String> described(Supplier<PacketDecoder> first, Supplier<PacketDecoder> second) {
        return run(first, second, 150).all().stream()
                .map(frame -> frame.kind() + " " + frame.positionTicks() + " " + frame.endTicks() + " " + frame.epoch()
                        + " " + frame.sourceOffset() + " " + frame.samples().length)
                .toList();
    }

    /** The first owner dies after so many packets, the next one begins where the offsets were committed. */
    private Frames run(Supplier<PacketDecoder> first, Supplier<PacketDecoder> second, int death) {
        Frames frames = new Frames();
        TrackPipeline owner = new TrackPipeline(TrackTail.NONE, first.get(), 9_600, frames);
        owner.opened(0, 0);
        feed(owner, 0, death);
        int from = (int) owner.lowestNeededOffset().orElse(death);
        PcmFrame last = frames.last();
        TrackTail tail = new TrackTail(true, last.endTicks(), last.epoch(), false, "bob");
        TrackPipeline next = new TrackPipeline(tail, second.get(), 9_600, frames);
        feed(next, from, voice.size());
        next.close(1, (long) voice.size() * Voice.TICKS, voice.size());
        return frames;
    }

    /** Every 23rd packet is lost. */
    private void feed(TrackPipeline track, int from, int to) {
        for (int i = from; i < to; i++) {
            if (i % 23 != 22) {
                track.packet(voice.get(i));
            }
        }
    }
}
