package io.voxlog.testkit.tone;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The 64 bits of a word as 16 symbols of 4 bits: 32 bits of speaker (base 37, up to six of a to z and 0 to 9, first
 * character lowest), 16 bits of number, 16 bits of CRC-16/CCITT-FALSE over the six bytes before it, highest bits first.
 */
final class ToneCode {
    static final int SYMBOLS = 16;

    private static final Pattern TEXT = Pattern.compile("([a-z0-9]{1,6})-(0|[1-9][0-9]{0,4})");
    private static final String ALPHABET = "\0abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int BASE = ALPHABET.length();
    private static final int MAX_NUMBER = 0xFFFF;
    private static final int MAX_LETTERS = 6;

    private ToneCode() {}

    /**
     * Symbols of a text such as {@code alice-17}.
     *
     * @throws IllegalArgumentException if the text is not speaker, hyphen, number up to 65535
     */
    static int[] symbols(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > MAX_NUMBER) {
            throw new IllegalArgumentException("no tone word for '" + text
                    + "': it must be up to six of a-z and 0-9, a hyphen and a number up to " + MAX_NUMBER);
        }
        long bits = speakerBits(matcher.group(1)) << 16 | Integer.parseInt(matcher.group(2));
        long word = bits << 16 | crc(bits);
        int[] symbols = new int[SYMBOLS];
        for (int i = 0; i < SYMBOLS; i++) {
            symbols[i] = (int) (word >>> (60 - 4 * i)) & 0xF;
        }
        return symbols;
    }

    /** The text of sixteen symbols; empty if they are not a whole, unharmed word. */
    static Optional<String> text(int[] symbols) {
        long word = 0;
        for (int symbol : symbols) {
            word = word << 4 | symbol;
        }
        long bits = word >>> 16;
        if (crc(bits) != (word & 0xFFFF)) {
            return Optional.empty();
        }
        return speaker(bits >>> 16).map(speaker -> speaker + "-" + (bits & MAX_NUMBER));
    }

    private static long speakerBits(String speaker) {
        long bits = 0;
        for (int i = speaker.length() - 1; i >= 0; i--) {
            bits = bits * BASE + ALPHABET.indexOf(speaker.charAt(i));
        }
        return bits;
    }

    private static Optional<String> speaker(long bits) {
        byte[] letters = new byte[MAX_LETTERS];
        int length = 0;
        long rest = bits;
        while (rest > 0 && length < MAX_LETTERS && rest % BASE != 0) {
            letters[length++] = (byte) ALPHABET.charAt((int) (rest % BASE));
            rest /= BASE;
        }
        return rest == 0 && length > 0
                ? Optional.of(new String(letters, 0, length, StandardCharsets.US_ASCII))
                : Optional.empty();
    }

    private static int crc(long sixBytes) {
        int crc = 0xFFFF;
        for (int shift = 40; shift >= 0; shift -= 8) {
            crc ^= ((int) (sixBytes >>> shift) & 0xFF) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
            }
            crc &= 0xFFFF;
        }
        return crc;
    }
}
