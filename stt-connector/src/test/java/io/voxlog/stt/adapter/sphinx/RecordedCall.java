package io.voxlog.stt.adapter.sphinx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxlog.media.MediaTime;
import io.voxlog.media.adapter.concentus.OpusDecoder;
import io.voxlog.media.ogg.OggOpusReader;
import io.voxlog.media.ogg.OggPacket;
import io.voxlog.media.pcm.S16le;
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
        OpusDecoder decoder = new OpusDecoder(SAMPLES_PER_SECOND);
        short[] decoded = new short[decoder.maxSamples()];
        ByteArrayOutputStream audible = new ByteArrayOutputStream();
        try (InputStream file = Files.newInputStream(folder.resolve(participant + ".ogg"))) {
            OggOpusReader ogg = OggOpusReader.open(file);
            for (Optional<OggPacket> packet = ogg.next(); packet.isPresent(); packet = ogg.next()) {
                int count = decoder.decode(packet.get().payload(), decoded, 0);
                long runUp = -packet.get().positionTicks() / MediaTime.ticksPerSample(SAMPLES_PER_SECOND);
                int skipped = (int) Math.min(count, Math.max(0, runUp));
                audible.writeBytes(S16le.bytes(decoded, skipped, count - skipped));
            }
        }
        return audible.toByteArray();
    }
}
