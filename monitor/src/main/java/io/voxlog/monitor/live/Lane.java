package io.voxlog.monitor.live;

/** The topics whose records a subscriber can go on after; the letter stands for them in positions. */
public enum Lane {
    FINALS('f'),
    ROOMS('r'),
    ANALYSES('a');

    private final char letter;

    Lane(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    static Lane of(char letter) {
        for (Lane lane : values()) {
            if (lane.letter == letter) {
                return lane;
            }
        }
        throw new IllegalArgumentException("no lane " + letter);
    }
}
