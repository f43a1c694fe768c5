package io.voxlog.audio.adapter.kafka;

/** Numbers as decimal text in UTF-8, written digit by digit: as many are written as there are frames. */
final class Decimal {
    private Decimal() {}

    /** As {@code Long.toString(number).getBytes(UTF_8)}, without the string. */
    static byte[] bytes(long number) {
        // Negative, as every negative number has a place and the smallest has no positive twin.
        long left = number < 0 ? number : -number;
        int length = number < 0 ? 2 : 1;
        for (long rest = left; rest <= -10; rest /= 10) {
            length++;
        }
        byte[] text = new byte[length];
        int at = length;
        do {
            text[--at] = (byte) ('0' - left % 10);
            left /= 10;
        } while (left != 0);
        if (number < 0) {
            text[0] = '-';
        }
        return text;
    }
}
