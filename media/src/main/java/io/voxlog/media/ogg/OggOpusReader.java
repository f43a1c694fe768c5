package io.voxlog.media.ogg;

import io.voxlog.media.MediaFormatException;
import io.voxlog.media.opus.OpusLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads an Ogg Opus stream packet by packet. Positions come from the pages' granule positions, so that audio which the
 * file declares missing keeps its length. A file that is damaged, cut within a page or packet, or holds more than one
 * logical stream ends in a {@link MediaFormatException}. Memory is bounded by one page. Not thread-safe; the stream
 * stays the caller's to close.
 */
public final class OggOpusReader {
    private static final byte[] TAGS = "OpusTags".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_PACKET_BYTES = 16 << 20;

    private final InputStream in;
    private final OpusHead head;
    private final int serial;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final Deque<OggPacket> ready = new ArrayDeque<>();
    private long bytesRead;
    private int nextSequence;
    private boolean withinPacket;
    private boolean tagsRead;
    private boolean ended;
    private boolean audioSeen;
    private long granule;

    private OggOpusReader(InputStream in, OggPage first) {
        this.in = in;
        this.serial = first.serial();
        this.nextSequence = first.sequence();
        this.bytesRead = first.bytes();
        List<byte[]> packets = packetsOf(first);
        if (!first.has(OggPage.FIRST) || packets.size() != 1) {
            throw new MediaFormatException("the Ogg file does not start with the header of one stream");
        }
        this.head = OpusHead.parse(packets.get(0));
    }

    /** Reads the headers. */
    public static OggOpusReader open(InputStream in) throws IOException {
        OggPage first = OggPage.read(in, 0);
        if (first == null) {
            throw new MediaFormatException("the Ogg file is empty");
        }
        OggOpusReader reader = new OggOpusReader(in, first);
        while (!reader.tagsRead) {
            if (reader.ended || !reader.readPage()) {
                throw new MediaFormatException("the Ogg file is truncated: it ends before its OpusTags header");
            }
        }
        return reader;
    }

    public OpusHead head() {
        return head;
    }

    /** The next packet, or empty at the end. */
    public Optional<OggPacket> next() throws IOException {
        while (ready.isEmpty()) {
            if (!readPage()) {
                return Optional.empty();
            }
        }
        return Optional.of(ready.remove());
    }

    /**
     * Audible length in ticks of 1/48000 s, pre-skip and what is trimmed from the end not counted. Of what was read so
     * far; final once {@link #next()} was empty.
     */
    public long lengthTicks() {
        return Math.max(0, granule - head.preSkipTicks());
    }

    private boolean readPage() throws IOException {
        OggPage page = OggPage.read(in, bytesRead);
        if (page == null) {
            if (withinPacket) {
                throw new MediaFormatException("the Ogg file is truncated: it ends within a packet");
            }
            return false;
        }
        if (page.serial() != serial || ended) {
            throw new MediaFormatException(
                    "the Ogg file holds several streams (at byte " + bytesRead + "): give one Opus stream per file");
        }
        if (page.sequence() != nextSequence) {
            throw new MediaFormatException("the Ogg file is damaged: pages are missing before byte " + bytesRead);
        }
        bytesRead += page.bytes();
        List<byte[]> packets = new ArrayList<>(packetsOf(page));
        if (!tagsRead && !packets.isEmpty()) {
            requireTags(packets.remove(0));
        }
        if (!packets.isEmpty()) {
            place(packets, page);
        }
        return true;
    }

    private void requireTags(byte[] packet) {
        if (packet.length < TAGS.length || !Arrays.equals(TAGS, Arrays.copyOf(packet, TAGS.length))) {
            throw new MediaFormatException("the Ogg Opus file has no OpusTags header");
        }
        tagsRead = true;
    }

    /** The packets that end on this page, the first one perhaps begun on earlier pages. */
    private List<byte[]> packetsOf(OggPage page) {
        if (page.has(OggPage.CONTINUED) != withinPacket) {
            throw new MediaFormatException("the Ogg file is damaged: a packet is not continued where it should be");
        }
        List<byte[]> packets = new ArrayList<>();
        int at = 0;
        for (byte lace : page.lacing()) {
            int length = lace & 0xff;
            partial.write(page.body(), at, length);
            at += length;
            withinPacket = length == 255;
            if (!withinPacket) {
                packets.add(partial.toByteArray());
                partial.reset();
            } else if (partial.size() > MAX_PACKET_BYTES) {
                throw new MediaFormatException("the Ogg file holds a packet of more than 16 MiB");
            }
        }
        nextSequence++;
        ended |= page.has(OggPage.LAST);
        return packets;
    }

    /**
     * A page's granule position is the end of its last packet (RFC 7845, section 4): packets are placed backwards from
     * it, except on the last page, where a smaller number trims the end.
     */
    private void place(List<byte[]> packets, OggPage page) {
        int[] durations = packets.stream()
                .mapToInt(packet -> OpusLayout.parse(packet).durationTicks())
                .toArray();
        long total = Arrays.stream(durations).asLongStream().sum();
        long start = page.granule() - total;
        boolean last = page.has(OggPage.LAST);
        if (page.granule() < 0 || (!audioSeen && start < 0 && !last)) {
            throw new MediaFormatException("the Ogg file is damaged: granule position " + page.granule() + " where "
                    + total + " ticks of audio end");
        }
        long at = Math.max(audioSeen ? granule : 0, start);
        audioSeen = true;
        for (int i = 0; i < durations.length; i++) {
            ready.add(new OggPacket(at - head.preSkipTicks(), durations[i], packets.get(i)));
            at += durations[i];
        }
        granule = last ? Math.min(at, page.granule()) : at;
    }
}
