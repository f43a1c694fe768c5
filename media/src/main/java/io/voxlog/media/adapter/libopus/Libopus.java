package io.voxlog.media.adapter.libopus;

import io.voxlog.media.opus.MonoDecoder;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.lwjgl.system.JNI;
import org.lwjgl.system.Library;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.Platform;
import org.lwjgl.system.SharedLibrary;

/**
 * A loaded libopus. It stays loaded as long as the process lives. Thread-safe; the decoders it makes are not.
 *
 * <p>The system's own libopus is preferred: distributions build it for speed, and mend it. The one that comes with
 * LWJGL is the same code, built to run anywhere with glibc or on macOS.
 */
public final class Libopus {
    private final String description;
    private final long init;
    private final long decode;
    private final int stateBytes;

    private Libopus(SharedLibrary library, String origin) {
        this.init = function(library, "opus_decoder_init");
        this.decode = function(library, "opus_decode");
        this.stateBytes = JNI.invokeI(1, function(library, "opus_decoder_get_size"));
        this.description =
                MemoryUtil.memASCII(JNI.invokeP(function(library, "opus_get_version_string"))) + ", " + origin;
    }

    /**
     * Loads the system's libopus, or where there is none the bundled one.
     *
     * @throws LibopusMissingException if neither can be loaded: musl, an unknown processor, a temporary folder that
     *     forbids execution
     */
    public static Libopus load() {
        Path folder = NativeFolder.use();
        try {
            for (String name : systemNames()) {
                try {
                    return new Libopus(Library.loadNative(Libopus.class, "io.voxlog.media", name), name);
                } catch (UnsatisfiedLinkError absent) {
                    // The next one, or the bundled one.
                }
            }
            return unpacked();
        } catch (LinkageError e) {
            throw new LibopusMissingException("no libopus can be loaded: " + e.getMessage(), e);
        } finally {
            NativeFolder.remove(folder);
        }
    }

    /**
     * Loads the one that comes with LWJGL.
     *
     * @throws LibopusMissingException if it cannot be loaded, as above
     */
    public static Libopus bundled() {
        Path folder = NativeFolder.use();
        try {
            return unpacked();
        } catch (LinkageError e) {
            throw new LibopusMissingException("the bundled libopus cannot be loaded: " + e.getMessage(), e);
        } finally {
            NativeFolder.remove(folder);
        }
    }

    /**
     * Loads one certain library.
     *
     * @param file such as {@code /usr/lib/x86_64-linux-gnu/libopus.so.0}
     * @throws LibopusMissingException if it cannot be loaded
     */
    public static Libopus load(Path file) {
        Path folder = NativeFolder.use();
        try {
            String name = file.toAbsolutePath().toString();
            return new Libopus(Library.loadNative(Libopus.class, "io.voxlog.media", name), name);
        } catch (LinkageError e) {
            throw new LibopusMissingException("libopus cannot be loaded from " + file + ": " + e.getMessage(), e);
        } finally {
            NativeFolder.remove(folder);
        }
    }

    /** Version and origin, for logs. */
    public String description() {
        return description;
    }

    /** Makes a decoder; its memory goes with the object. */
    public MonoDecoder decoder(int sampleRateHz) {
        return new LibopusDecoder(this, sampleRateHz);
    }

    int stateBytes() {
        return stateBytes;
    }

    /** opus_decoder_init for one channel. */
    void init(ByteBuffer state, int sampleRateHz) {
        int result = JNI.invokePI(MemoryUtil.memAddress(state), sampleRateHz, 1, init);
        if (result != 0) {
            throw new IllegalArgumentException("libopus makes no decoder of " + sampleRateHz + " Hz: " + result);
        }
    }

    /** opus_decode; a length of 0 makes up what was lost. Returns samples, or an error below 0. */
    int decode(long state, long packet, int length, long samples, int room) {
        return JNI.invokePPPI(state, length == 0 ? 0L : packet, length, samples, room, 0, decode);
    }

    private static Libopus unpacked() {
        String name = Platform.mapLibraryNameBundled("opus");
        return new Libopus(Library.loadNative(Libopus.class, "org.lwjgl.opus", name, true), "bundled with LWJGL");
    }

    private static List<String> systemNames() {
        return Platform.get() == Platform.MACOSX
                ? List.of("libopus.0.dylib", "/opt/homebrew/lib/libopus.0.dylib", "/usr/local/lib/libopus.0.dylib")
                : List.of("libopus.so.0");
    }

    private static long function(SharedLibrary library, String name) {
        long address = library.getFunctionAddress(name);
        if (address == 0) {
            throw new UnsatisfiedLinkError(library.getName() + " has no " + name);
        }
        return address;
    }
}
