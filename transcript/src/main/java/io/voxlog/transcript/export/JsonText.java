package io.voxlog.transcript.export;

import org.jspecify.annotations.Nullable;

/** Writes JSON (RFC 8259) as pure ASCII: everything else is escaped, so that no reader can take it apart wrongly. */
final class JsonText {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7E;

    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    JsonText open(char bracket) {
        text.append(bracket);
        first = true;
        return this;
    }

    JsonText close(char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    /** The next element of an array follows. */
    JsonText element() {
        if (!first) {
            text.append(',');
        }
        first = false;
        return this;
    }

    /** A member whose value follows. */
    JsonText name(String name) {
        element();
        string(name);
        text.append(':');
        return this;
    }

    /** A member; numbers must be finite. */
    void member(String name, @Nullable Object value) {
        name(name);
        if (value == null || value instanceof Boolean) {
            text.append(value);
        } else if (value instanceof Number number) {
            number(number);
        } else {
            string(value.toString());
        }
    }

    private void number(Number number) {
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no " + value);
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        text.append(whole ? String.valueOf((long) value) : String.valueOf(value));
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '"' || character == '\\') {
                text.append('\\').append(character);
            } else if (character >= FIRST_PRINTABLE && character <= LAST_PRINTABLE) {
                text.append(character);
            } else {
                text.append("\\u").append(hex(character));
            }
        }
        text.append('"');
    }

    private static String hex(char character) {
        return java.util.HexFormat.of().toHexDigits(character);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
