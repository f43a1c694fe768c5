package io.voxlog.audio.track;

import io.voxlog.media.ogg.OggOpusReader;
import io.voxlog.media.ogg.OggPacket;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The packets of a bundled voice, each with its number as sequence and offset. */
final class Voice {
    static final int TICKS = 960;

    private Voice() {}

    static List<AudioPacket> packets(String file, int count) {
        List<AudioPacket> packets = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(
                Files.newInputStream(Path.of("..", "calls").resolve(file)))) {
            OggOpusReader reader = OggOpusReader.open(in);
            for (Optional<OggPacket> next = reader.next();
                    next.isPresent() && packets.size() < count;
                    next = reader.next()) {
                int number = packets.size();
                packets.add(new AudioPacket(
                        1,
                        number,
                        (long) number * TICKS,
                        TICKS,
                        number,
                        next.get().payload()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packets;
    }
}
