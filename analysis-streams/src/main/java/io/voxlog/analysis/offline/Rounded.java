package io.voxlog.analysis.offline;

/** Numbers as results show them. */
final class Rounded {
    /** To three decimals: milliseconds, thousandths of a share or score. */
    static double of(double value) {
        double rounded = Math.round(value * 1_000) / 1_000.0;
        return rounded == 0 ? 0 : rounded;
    }

    private Rounded() {}
}
