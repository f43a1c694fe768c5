package io.voxlog.stt.adapter.sphinx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxlog.media.MediaTime;
import io.voxlog.media.adapter.concentus.OpusDecoder;
import io.voxlog.media.ogg.OggOpusReader;
import io.voxlog.media.ogg.OggPacket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of the calls kept with the project, and what is said in it. */
final class RecordedCall {
    private static final int SAMPLES_PER_SECOND = 16_000;

    private final Path folder;
    private final JsonNode truth;

    private RecordedCall(Path folder, JsonNode truth) {
        this.folder = folder;
        this.truth = truth;
    }

    /** What somebody says, in samples at 16 kHz from the start of the call. */
    record Said(String participant, long start, long end, String text) {}

    static RecordedCall open(String name) throws IOException {
        Path folder = Path.of("..", "calls", name);
        return new RecordedCall(
                folder, new ObjectMapper().readTree(folder.resolve("truth.json").toFile()));
    }

    List<String> participants() {
        List<String> names = new ArrayList<>();
        truth.get("participants").fieldNames().forEachRemaining(names::add);
        return names;
    }

    List<Said> said(String participant) {
        List<Said> all = new ArrayList<>();
        for (JsonNode utterance : truth.get("utterances")) {
            if (utterance.get("participant").asText().equals(participant)) {
                all.add(new Said(
                        participant,
                        Math.round(utterance.get("start").asDouble() * SAMPLES_PER_SECOND),
                        Math.round(utterance.get("end").asDouble() * SAMPLES_PER_SECOND),
                        utterance.get("text").asText()));
            }
        }
        return all;
    }

    /** The track of a participant as s16le mono 16 kHz, from its first audible sample on. */
    byte[] pcm(String participant) throws IOException {
        OpusDecoder decoder = new OpusDecoder(MediaTime.TICKS_PER_SECOND);
        short[] decoded = new short[decoder.maxSamples()];
        List<Short> audible = new ArrayList<>();
        try (InputStream file = Files.newInputStream(folder.resolve(participant + ".ogg"))) {
            OggOpusReader ogg = OggOpusReader.open(file);
            for (Optional<OggPacket> packet = ogg.next(); packet.isPresent(); packet = ogg.next()) {
                int count = decoder.decode(packet.get().payload(), decoded, 0);
                int skipped = (int) Math.min(count, Math.max(0, -packet.get().positionTicks()));
                for (int i = skipped; i < count; i++) {
                    audible.add(decoded[i]);
                }
            }
        }
        return everyThird(audible);
    }

    /** A low-pass of 7 kHz, then one sample of three. */
    private static byte[] everyThird(List<Short> samples) {
        int half = 36;
        double[] taps = new double[2 * half + 1];
        for (int i = -half; i <= half; i++) {
            double x = Math.PI * i * 7_000 / 24_000;
            double window = 0.5 + 0.5 * Math.cos(Math.PI * i / (half + 1));
            taps[i + half] = 7_000 / 24_000.0 * window * (i == 0 ? 1 : Math.sin(x) / x);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(samples.size());
        for (int at = 0; at < samples.size(); at += 3) {
            double sum = 0;
            for (int i = Math.max(-half, -at); i <= half && at + i < samples.size(); i++) {
                sum += samples.get(at + i) * taps[i + half];
            }
            int sample = (int) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
            bytes.write(sample);
            bytes.write(sample >> 8);
        }
        return bytes.toByteArray();
    }
}
