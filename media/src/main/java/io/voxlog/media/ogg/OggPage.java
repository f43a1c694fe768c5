package io.voxlog.media.ogg;

import io.voxlog.media.MediaFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A page (RFC 3533, section 6).
 *
 * @param flags {@link #CONTINUED}, {@link #FIRST}, {@link #LAST}
 * @param granule position at the end of the last packet that ends on this page; -1 = none ends here
 * @param serial of the logical stream
 * @param sequence counts the pages of the logical stream
 * @param lacing segment lengths, 0 to 255 each; a packet ends with a segment shorter than 255
 * @param body the segments
 */
@SuppressWarnings("ArrayRecordComponent") // lives between stream and reader, never compared
record OggPage(int flags, long granule, int serial, int sequence, byte[] lacing, byte[] body) {
    static final int CONTINUED = 1;
    static final int FIRST = 2;
    static final int LAST = 4;
    static final int MAX_SEGMENTS = 255;

    private static final int HEADER_BYTES = 27;
    private static final int CAPTURE = 0x5367_674f;
    private static final int[] CRC = crcTable();

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** The next page, or null at the end of the stream. {@code at} is the byte it starts at, for messages. */
    static @Nullable OggPage read(InputStream in, long at) throws IOException {
        byte[] start = in.readNBytes(HEADER_BYTES);
        if (start.length == 0) {
            return null;
        }
        if (start.length < HEADER_BYTES) {
            throw truncated(at);
        }
        ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(0) != CAPTURE || header.get(4) != 0) {
            throw new MediaFormatException(
                    "no Ogg page starts at byte " + at + ": the file is no Ogg file or is damaged");
        }
        byte[] lacing = in.readNBytes(header.get(26) & 0xff);
        int length = 0;
        for (byte segment : lacing) {
            length += segment & 0xff;
        }
        byte[] body = in.readNBytes(length);
        if (lacing.length < (header.get(26) & 0xff) || body.length < length) {
            throw truncated(at);
        }
        OggPage page =
                new OggPage(header.get(5), header.getLong(6), header.getInt(14), header.getInt(18), lacing, body);
        if (page.checksum(page.header()) != header.getInt(22)) {
            throw new MediaFormatException("the Ogg page at byte " + at + " is damaged: its checksum is wrong");
        }
        return page;
    }

    int bytes() {
        return HEADER_BYTES + lacing.length + body.length;
    }

    void write(OutputStream out) throws IOException {
        byte[] header = header();
        ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).putInt(22, checksum(header));
        out.write(header);
        out.write(body);
    }

    /** Header and lacing, with a checksum of zero. */
    private byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES + lacing.length).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(CAPTURE).put((byte) 0).put((byte) flags).putLong(granule);
        header.putInt(serial)
                .putInt(sequence)
                .putInt(0)
                .put((byte) lacing.length)
                .put(lacing);
        return header.array();
    }

    private int checksum(byte[] header) {
        return crc(crc(0, header), body);
    }

    private static int crc(int start, byte[] bytes) {
        int crc = start;
        for (byte b : bytes) {
            crc = crc << 8 ^ CRC[(crc >>> 24 ^ b) & 0xff];
        }
        return crc;
    }

    /** Polynomial 0x04c11db7, not reflected, start and end value 0. */
    private static int[] crcTable() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc < 0 ? crc << 1 ^ 0x04c1_1db7 : crc << 1;
            }
            table[i] = crc;
        }
        return table;
    }

    private static MediaFormatException truncated(long at) {
        return new MediaFormatException("the Ogg file is truncated: the page at byte " + at + " is not complete");
    }
}
