package io.voxlog.ingest.audio.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.ingest.audio.AudioFrame;
import io.voxlog.ingest.audio.AudioRefusedException;
import io.voxlog.ingest.audio.AudioRequest;
import io.voxlog.ingest.audio.PcmCursor;
import io.voxlog.ingest.audio.PcmStep;
import io.voxlog.ingest.audio.TrackAudio;
import io.voxlog.ingest.audio.TrackInput;
import io.voxlog.ingest.pcm.EncodedPacket;
import io.voxlog.ingest.pcm.PacketEncoder;
import io.voxlog.ingest.pcm.PcmFormat;
import io.voxlog.ingest.pcm.PcmPackets;
import io.voxlog.media.pcm.Resampler;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** Whatever a source says is taken or refused as documented; no other exception, bounded memory, positions in order. */
final class AudioFuzzTest {
    private static final String OPEN = "{\"type\":\"open\",\"roomSid\":\"RM_x\",\"trackSid\":\"TR_x\","
            + "\"participantSid\":\"PA_x\",\"source\":\"microphone\",\"startMillis\":1500,\"silence\":\"arrival\","
            + "\"format\":\"f32le\",\"sampleRate\":44100,\"channels\":2}";

    /** Costs nothing, so that thousands of streams can be tried. */
    private static final class Mute implements PacketEncoder {
        private final int rate;

        Mute(int rate) {
            this.rate = rate;
        }

        @Override
        public int packetSamples() {
            return rate / 50;
        }

        @Override
        public int lookaheadSamples() {
            return rate * 13 / 2_000;
        }

        @Override
        public byte[] encode(short[] samples) {
            return new byte[] {(byte) 0xf8};
        }
    }

    @Property(tries = 1_000)
    void aMessageWithAnyCharactersChangedIsReadOrRefused(
            @ForAll @Size(max = 5) List<@IntRange(max = 1_000) Integer> places, @ForAll char to) {
        StringBuilder text = new StringBuilder(OPEN);
        places.forEach(place -> text.setCharAt(place % OPEN.length(), to));
        read(text.toString());
    }

    @Property(tries = 500)
    void anyTextIsReadOrRefused(@ForAll @StringLength(max = 80) String text, @ForAll long number) {
        read(text);
        read("{\"type\":\"" + text + "\"}");
        read("{\"type\":\"gap\",\"fromSequence\":" + number + ",\"nextSequence\":" + number + ",\"toTicks\":" + number
                + "}");
        read("{\"type\":\"close\",\"endTicks\":" + number + ".5}");
        read("[".repeat(Math.abs((int) (number % 5_000))));
    }

    @Property(tries = 500)
    void anyBytesAreAFrameOfWholeSamplesOrRefused(
            @ForAll @Size(max = 200) byte[] bytes, @ForAll("formats") PcmFormat format) {
        try {
            AudioFrame frame = AudioFrame.decode(bytes, format);
            assertThat(frame.payload().length % format.frameBytes()).isZero();
        } catch (AudioRefusedException refused) {
            assertThat(refused.refusal().remedy()).isNotBlank();
        }
    }

    @Property(tries = 500)
    void whateverASourceSendsPacketsAreInOrderAndWithoutOverlap(
            @ForAll("formats") PcmFormat format,
            @ForAll boolean resuming,
            @ForAll boolean live,
            @ForAll @Size(max = 40) List<@LongRange(min = -3_000, max = 60_000) Long> steps) {
        TrackAudio track = TrackAudio.opened("TR_1", "PA_1", "alice", TrackInput.PCM, 0, 1);
        PcmCursor cursor = new PcmCursor(track, format, resuming, 48_000, live);
        PcmPackets packets = new PcmPackets(format, Mute::new, 0);
        List<EncodedPacket> full = new ArrayList<>();
        for (long step : steps) {
            try {
                take(cursor, packets, format, Math.max(0, cursor.endTicks() + step), step, full);
            } catch (AudioRefusedException refused) {
                assertThat(refused.refusal().retryable()).isFalse();
            }
        }
        full.addAll(packets.end());

        long end = 0;
        long next = 0;
        for (EncodedPacket packet : full) {
            assertThat(packet.captureTicks()).isGreaterThanOrEqualTo(end);
            assertThat(packet.nextSequence()).isBetween(next, cursor.nextSequence());
            end = packet.captureTicks() + EncodedPacket.TICKS;
            next = packet.nextSequence();
        }
        assertThat(end)
                .as("no packet more than the audio needs")
                .isLessThan(cursor.endTicks() + 2L * EncodedPacket.TICKS);
    }

    private static void take(
            PcmCursor cursor, PcmPackets packets, PcmFormat format, long ticks, long step, List<EncodedPacket> full) {
        PcmStep result;
        int samples = 1 + (int) (Math.abs(step) % (format.sampleRateHz() / 10));
        switch ((int) (Math.abs(step) % 5)) {
            case 0 -> result = cursor.silence(ticks);
            case 1 ->
                result = cursor.gap(new AudioRequest.Gap(cursor.nextSequence(), cursor.nextSequence() + 2, ticks));
            default -> result = cursor.frame(cursor.nextSequence(), ticks, samples);
        }
        if (result instanceof PcmStep.Samples taken) {
            byte[] bytes = new byte[samples * format.frameBytes()];
            int from = taken.skipSamples() * format.frameBytes();
            full.addAll(packets.add(cursor.nextSequence(), taken.captureTicks(), bytes, from));
        } else if (result instanceof PcmStep.Pause pause) {
            full.addAll(packets.skip(pause.nextSequence(), pause.toTicks()));
        }
    }

    @Provide
    static Arbitrary<PcmFormat> formats() {
        return Combinators.combine(
                        Arbitraries.of(PcmFormat.Encoding.class),
                        Arbitraries.of(Resampler.RATES),
                        Arbitraries.integers().between(1, 2))
                .as(PcmFormat::new);
    }

    private static void read(String text) {
        try {
            AudioRequest request = AudioJson.decode(text);
            if (request instanceof AudioRequest.Close close) {
                assertThat(close.endTicks()).isNotEqualTo(OptionalLong.of(-1));
            }
        } catch (AudioRefusedException refused) {
            assertThat(refused.refusal().code()).isEqualTo("bad_message");
        }
    }
}
