package io.voxlog.app.play;

import io.voxlog.media.MediaFormatException;
import io.voxlog.media.adapter.concentus.OpusEncoder;
import io.voxlog.media.ogg.OggOpusReader;
import io.voxlog.media.ogg.OggPacket;
import io.voxlog.media.wav.WavReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One voice as Opus packets with capture times, as a live source stamps them: the first packet is captured at zero, the
 * codec's look-ahead (6.5 ms) is not taken off.
 */
record VoiceFile(List<CallParticipant.Packet> packets, long endTicks) {
    private static final int VOICE_BITS_PER_SECOND = 32_000;

    static VoiceFile ogg(InputStream in) throws IOException {
        OggOpusReader reader = OggOpusReader.open(in);
        long preSkip = reader.head().preSkipTicks();
        List<CallParticipant.Packet> packets = new ArrayList<>();
        long end = 0;
        for (Optional<OggPacket> next = reader.next(); next.isPresent(); next = reader.next()) {
            OggPacket packet = next.get();
            long capture = packet.positionTicks() + preSkip;
            packets.add(new CallParticipant.Packet(capture, packet.payload()));
            end = capture + packet.durationTicks();
        }
        return checked(packets, end);
    }

    static VoiceFile wav(InputStream in) throws IOException {
        WavReader reader = WavReader.open(in);
        OpusEncoder encoder = new OpusEncoder(reader.sampleRateHz(), VOICE_BITS_PER_SECOND);
        List<CallParticipant.Packet> packets = new ArrayList<>();
        long capture = 0;
        for (short[] samples = reader.read(encoder.packetSamples());
                samples.length > 0;
                samples = reader.read(encoder.packetSamples())) {
            byte[] packet = encoder.encode(Arrays.copyOf(samples, encoder.packetSamples()), 0);
            packets.add(new CallParticipant.Packet(capture, packet));
            capture += OpusEncoder.PACKET_TICKS;
        }
        return checked(packets, capture);
    }

    private static VoiceFile checked(List<CallParticipant.Packet> packets, long end) {
        if (packets.isEmpty()) {
            throw new MediaFormatException("the file holds no audio");
        }
        return new VoiceFile(packets, end);
    }
}
