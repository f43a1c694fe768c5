package io.voxlog.audio.adapter.opus;

import io.voxlog.audio.track.DecoderChoice;
import io.voxlog.audio.track.PacketDecoder;
import io.voxlog.media.adapter.concentus.OpusDecoder;
import io.voxlog.media.adapter.libopus.Libopus;
import io.voxlog.media.adapter.libopus.LibopusMissingException;
import io.voxlog.runtime.LogKey;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a decoder per track. Which kind is settled once per process, at start: a track whose work passes between
 * processes of different kinds keeps its positions and lengths, as these do not depend on the decoder.
 */
public final class OpusDecoders {
    private static final Logger log = LoggerFactory.getLogger(OpusDecoders.class);
    private static final int SAMPLE_RATE_HZ = 16_000;

    private OpusDecoders() {}

    /**
     * Settles the kind and logs it.
     *
     * @param library the file of a libopus to use instead of the one that is found
     * @throws LibopusMissingException if libopus is demanded, by name or by file, and cannot be loaded
     */
    public static Supplier<PacketDecoder> choose(DecoderChoice choice, Optional<Path> library) {
        if (choice == DecoderChoice.CONCENTUS) {
            chosen("Concentus");
            return concentus();
        }
        try {
            Libopus libopus = library.map(Libopus::load).orElseGet(Libopus::load);
            chosen(libopus.description());
            return libopus(libopus);
        } catch (LibopusMissingException missing) {
            if (choice == DecoderChoice.NATIVE || library.isPresent()) {
                throw missing;
            }
            log.atWarn()
                    .setMessage("libopus cannot be loaded; decoding takes about three times as long without it")
                    .addKeyValue(LogKey.REASON, missing.getMessage())
                    .log();
            chosen("Concentus");
            return concentus();
        }
    }

    /** Pure Java, on every machine. */
    public static Supplier<PacketDecoder> concentus() {
        return () -> new OpusPacketDecoder(new OpusDecoder(SAMPLE_RATE_HZ));
    }

    /** The library's own decoder. */
    public static Supplier<PacketDecoder> libopus(Libopus library) {
        return () -> new OpusPacketDecoder(library.decoder(SAMPLE_RATE_HZ));
    }

    private static void chosen(String decoder) {
        log.atInfo()
                .setMessage("opus decoder chosen")
                .addKeyValue(LogKey.COMPONENT, decoder)
                .log();
    }
}
