package io.voxlog.media.pcm;

/** The Kaiser window (J. F. Kaiser, 1974): near the best trade of stop-band depth against length. */
final class KaiserWindow {
    private final double beta;
    private final double peak;

    /** @param beta 0.1102 (A - 8.7) for a stop band A dB down, from 50 dB on */
    KaiserWindow(double beta) {
        this.beta = beta;
        this.peak = bessel(beta);
    }

    /** @param edge place in the window: 0 in its middle, -1 and 1 at its ends */
    double at(double edge) {
        return bessel(beta * Math.sqrt(Math.max(0, 1 - edge * edge))) / peak;
    }

    /** Modified Bessel function of the first kind, order 0, by its series. */
    private static double bessel(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
