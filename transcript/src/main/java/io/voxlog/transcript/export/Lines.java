package io.voxlog.transcript.export;

/** Text that keeps to its line. */
final class Lines {
    private static final char REPLACEMENT = '\uFFFD';

    private Lines() {}

    /**
     * Runs of white space, line separators and control characters become one space, ends are trimmed, and half a
     * surrogate pair becomes U+FFFD, so that what follows can be written as UTF-8.
     */
    static String flat(String text) {
        StringBuilder flat = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isWhitespace(point) || Character.isISOControl(point) || Character.isSpaceChar(point)) {
                gap = flat.length() > 0;
                continue;
            }
            if (gap) {
                flat.append(' ');
                gap = false;
            }
            flat.appendCodePoint(isHalf(point) ? REPLACEMENT : point);
        }
        return flat.toString();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
