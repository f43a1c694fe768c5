package io.voxlog.audio.track;

import io.voxlog.media.pcm.S16le;
import java.io.ByteArrayOutputStream;

/** What frames sound like. */
final class Samples {
    private Samples() {}

    static short[] of(Frames frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.all().forEach(frame -> all.writeBytes(frame.samples()));
        return S16le.samples(all.toByteArray());
    }

    /** Energy of the difference, relative to that of the first. */
    static double errorInDecibels(short[] wanted, short[] heard) {
        double energy = 0;
        double error = 0;
        for (int i = 0; i < wanted.length; i++) {
            energy += (double) wanted[i] * wanted[i];
            error += (double) (wanted[i] - heard[i]) * (wanted[i] - heard[i]);
        }
        return 10 * Math.log10(error / energy + 1e-12);
    }
}
