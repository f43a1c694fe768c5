package io.voxlog.media.ogg;

import io.voxlog.media.MediaFormatException;
import io.voxlog.media.opus.OpusLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes an Ogg Opus stream (RFC 7845): pages of about one second, the end marked by {@link #finish}. Packets are
 * copied. Not thread-safe; the stream stays the caller's to close.
 */
public final class OggOpusWriter {
    private static final int PAGE_TICKS = 48_000;

    private final OutputStream out;
    private final int serial;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ByteArrayOutputStream lacing = new ByteArrayOutputStream();
    private int sequence;
    private long granule;
    private long writtenGranule;
    private boolean packetEndsOnPage;
    private boolean pageContinues;

    private OggOpusWriter(OutputStream out, int serial) {
        this.out = out;
        this.serial = serial;
    }

    /** Writes the headers. {@code serial} tells logical streams apart; any number will do in a file of one stream. */
    public static OggOpusWriter open(OutputStream out, OpusHead head, int serial) throws IOException {
        OggOpusWriter writer = new OggOpusWriter(out, serial);
        writer.append(head.bytes());
        writer.flush(OggPage.FIRST);
        writer.append(tags());
        writer.flush(0);
        return writer;
    }

    /** Appends a packet; throws {@link MediaFormatException} if it is none. */
    public void write(byte[] packet) throws IOException {
        int ticks = OpusLayout.parse(packet).durationTicks();
        if (granule + ticks - writtenGranule > PAGE_TICKS && lacing.size() > 0) {
            flush(0);
        }
        append(packet);
        granule += ticks;
    }

    /**
     * Writes the last page.
     *
     * @param trimTicks ticks at the end of the last packet that lie beyond the end of the audio
     */
    public void finish(long trimTicks) throws IOException {
        if (trimTicks < 0 || granule - trimTicks < writtenGranule) {
            throw new IllegalArgumentException("cannot trim " + trimTicks + " ticks of " + granule);
        }
        granule -= trimTicks;
        packetEndsOnPage = true;
        flush(OggPage.LAST);
        out.flush();
    }

    private void append(byte[] packet) throws IOException {
        int at = 0;
        int segment;
        do {
            if (lacing.size() == OggPage.MAX_SEGMENTS) {
                flush(0);
                pageContinues = at > 0;
            }
            segment = Math.min(255, packet.length - at);
            lacing.write(segment);
            body.write(packet, at, segment);
            at += segment;
        } while (segment == 255);
        packetEndsOnPage = true;
    }

    private void flush(int flags) throws IOException {
        long position = packetEndsOnPage ? granule : -1;
        int all = flags | (pageContinues ? OggPage.CONTINUED : 0);
        new OggPage(all, position, serial, sequence++, lacing.toByteArray(), body.toByteArray()).write(out);
        lacing.reset();
        body.reset();
        writtenGranule = granule;
        packetEndsOnPage = false;
        pageContinues = false;
    }

    private static byte[] tags() {
        byte[] vendor = "voxlog".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + 4 + vendor.length + 4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusTags".getBytes(StandardCharsets.US_ASCII))
                .putInt(vendor.length)
                .put(vendor)
                .putInt(0)
                .array();
    }
}
