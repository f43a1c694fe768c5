package io.voxlog.benchmarks;

import io.voxlog.media.ogg.OggOpusReader;
import io.voxlog.media.ogg.OggPacket;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The packets of a bundled voice: 20 ms each, hybrid mode, as browsers send speech. Spoken over and over. */
final class Voice {
    static final int PACKET_TICKS = 960;

    private final List<byte[]> packets = new ArrayList<>();
    private int next;

    private Voice() {}

    static Voice load() {
        Voice voice = new Voice();
        Path home = Files.isDirectory(Path.of("calls")) ? Path.of("calls") : Path.of("..", "calls");
        try (InputStream in = new BufferedInputStream(
                Files.newInputStream(home.resolve("weekly-review").resolve("bob.ogg")))) {
            OggOpusReader reader = OggOpusReader.open(in);
            for (Optional<OggPacket> packet = reader.next(); packet.isPresent(); packet = reader.next()) {
                voice.packets.add(packet.get().payload());
            }
        } catch (IOException e) {
            throw new IllegalStateException("run this from the repository's root", e);
        }
        return voice;
    }

    /** The next packet; the array must not be changed. */
    byte[] next() {
        byte[] packet = packets.get(next);
        next = (next + 1) % packets.size();
        return packet;
    }
}
