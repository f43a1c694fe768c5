package io.voxlog.benchmarks;

import io.voxlog.media.adapter.concentus.OpusDecoder;
import io.voxlog.media.adapter.libopus.Libopus;
import io.voxlog.media.adapter.libopus.LibopusMissingException;
import io.voxlog.media.opus.MonoDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Decoders by the names of the benchmarks' parameters. */
final class Decoders {
    private static final List<Path> DEBIAN = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/libopus.so.0"), Path.of("/usr/lib/aarch64-linux-gnu/libopus.so.0"));

    private Decoders() {}

    /**
     * Makes a decoder.
     *
     * @param name {@code concentus}; {@code bundled}, the libopus that comes with LWJGL; or {@code debian}, that of the
     *     package libopus0
     * @throws LibopusMissingException where it is not to be had; JMH prints why and goes on with the next
     */
    static MonoDecoder named(String name, int sampleRateHz) {
        return switch (name) {
            case "concentus" -> new OpusDecoder(sampleRateHz);
            case "bundled" -> Libopus.bundled().decoder(sampleRateHz);
            case "debian" -> Libopus.load(debian()).decoder(sampleRateHz);
            default -> throw new IllegalArgumentException("no decoder is called " + name);
        };
    }

    private static Path debian() {
        return DEBIAN.stream().filter(Files::exists).findFirst().orElse(DEBIAN.get(0));
    }
}
