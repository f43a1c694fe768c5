package io.voxlog.audio.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Collects frames and checks what always holds: each starts where the one before ended. */
final class Frames implements FrameSink {
    private final List<PcmFrame> all = new ArrayList<>();

    @Override
    public void write(PcmFrame frame) {
        if (!all.isEmpty()) {
            assertThat(frame.positionTicks()).isEqualTo(last().endTicks());
            assertThat(last().kind()).as("nothing follows the end").isNotEqualTo(FrameKind.END);
        }
        if (frame.kind() != FrameKind.GAP) {
            assertThat(frame.endTicks() - frame.positionTicks()).isEqualTo(3L * frame.samples().length / 2);
        }
        all.add(new PcmFrame(
                frame.kind(),
                frame.positionTicks(),
                frame.endTicks(),
                frame.epoch(),
                frame.sourceOffset(),
                frame.samples().clone()));
    }

    List<PcmFrame> all() {
        return all;
    }

    PcmFrame last() {
        return all.get(all.size() - 1);
    }

    List<FrameKind> kinds() {
        return all.stream().map(PcmFrame::kind).toList();
    }

    /** Total length of the frames of a kind, in ticks. */
    long length(FrameKind kind) {
        return all.stream()
                .filter(frame -> frame.kind() == kind)
                .mapToLong(frame -> frame.endTicks() - frame.positionTicks())
                .sum();
    }

    /** Length of everything, in ticks. */
    long length() {
        return last().endTicks() - all.get(0).positionTicks();
    }
}
