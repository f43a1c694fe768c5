package io.voxlog.stt.adapter.sphinx;

import java.util.Arrays;

/**
 * The level of a track's background in decibels: the lowest mean over 50 ms of the last 10 s. It falls at once and
 * rises when all has been louder for as long: speech has gaps of that length, noise has none. Not thread-safe.
 */
final class NoiseFloor {
    private static final int BLOCK_FRAMES = 5;
    private static final int BLOCKS = 200;

    private final double[] blocks = new double[BLOCKS];
    private int next;
    private double sum;
    private int frames;

    NoiseFloor(double initialDecibels) {
        Arrays.fill(blocks, initialDecibels);
    }

    void add(double decibels) {
        sum += decibels;
        if (++frames == BLOCK_FRAMES) {
            blocks[next] = sum / BLOCK_FRAMES;
            next = (next + 1) % BLOCKS;
            sum = 0;
            frames = 0;
        }
    }

    double decibels() {
        double least = blocks[0];
        for (double block : blocks) {
            least = Math.min(least, block);
        }
        return least;
    }
}
