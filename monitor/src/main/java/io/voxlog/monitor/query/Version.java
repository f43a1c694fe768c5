package io.voxlog.monitor.query;

/**
 * Which words of a room.
 *
 * @param number of the sealed transcript; {@link #LATEST} or {@link #LIVE}
 */
public record Version(int number) {
    /** The newest sealed transcript, or the finals as long as there is none. */
    public static final Version LATEST = new Version(0);

    /** The engine's finals as they came. */
    public static final Version LIVE = new Version(-1);

    /**
     * Parses latest, live or a number from 1.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Version parse(String text) {
        return switch (text) {
            case "latest" -> LATEST;
            case "live" -> LIVE;
            default -> numbered(Integer.parseInt(text));
        };
    }

    private static Version numbered(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
        return new Version(number);
    }
}
