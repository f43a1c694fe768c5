package io.voxlog.media.ogg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.media.MediaFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OggOpusTest {
    private static final Path CALLS = Path.of("..", "calls");
    private static final int TOC_20_MS = 31 << 3;

    @ParameterizedTest
    @CsvSource({
        "weekly-review/alice.ogg, 960, 40.58", "weekly-review/bob.ogg, 960, 40.58",
        "support-escalation/carol.ogg, 2880, 0", "support-escalation/dave.ogg, 2880, 0",
        "support-escalation/erin.ogg, 2880, 0"
    })
    void readsTheBundledCallsAndWritesThemAgain(String file, int packetTicks, double seconds) throws IOException {
        byte[] bytes = Files.readAllBytes(CALLS.resolve(file));
        OggOpusReader reader = open(bytes);

        List<OggPacket> packets = all(reader);

        assertThat(reader.head().channels()).isEqualTo(1);
        assertThat(packets.get(0).positionTicks()).isEqualTo(-reader.head().preSkipTicks());
        assertThat(packets).allMatch(packet -> packet.durationTicks() == packetTicks);
        for (int i = 1; i < packets.size(); i++) {
            assertThat(packets.get(i).positionTicks())
                    .isEqualTo(packets.get(i - 1).endTicks());
        }
        if (seconds > 0) {
            assertThat(reader.lengthTicks() / 48_000.0).isBetween(seconds - 0.1, seconds + 0.1);
        }
        long trim = packets.get(packets.size() - 1).endTicks() - reader.lengthTicks();
        assertSamePackets(open(written(reader.head(), payloads(packets), trim)), packets, reader.lengthTicks());
    }

    @Property(tries = 200)
    void whatIsWrittenIsReadBack(
            @ForAll @Size(min = 1, max = 120) List<@IntRange(max = 1_275) Integer> sizes,
            @ForAll @IntRange(max = 959) int trim)
            throws IOException {
        List<byte[]> packets = sizes.stream().map(OggOpusTest::packet).toList();

        OggOpusReader reader = open(written(new OpusHead(2, 312, 44_100, -256), packets, trim));
        List<OggPacket> read = all(reader);

        assertThat(reader.head()).isEqualTo(new OpusHead(2, 312, 44_100, -256));
        assertThat(payloads(read)).usingElementComparator(Arrays::compare).containsExactlyElementsOf(packets);
        assertThat(read.get(read.size() - 1).endTicks()).isEqualTo(960L * packets.size() - 312);
        assertThat(reader.lengthTicks()).isEqualTo(Math.max(0, 960L * packets.size() - 312 - trim));
    }

    @Test
    void packetsThatSpanPagesAreContinued() throws IOException {
        // Packets of 1276 bytes have 6 segments each: more than 255 segments before the second is over.
        List<byte[]> packets =
                IntStream.range(0, 49).mapToObj(i -> packet(1_275)).toList();

        byte[] file = written(OpusHead.mono(0, 48_000), packets, 0);

        assertThat(pages(file)).anyMatch(page -> page.has(OggPage.CONTINUED));
        assertThat(payloads(all(open(file))))
                .usingElementComparator(Arrays::compare)
                .isEqualTo(packets);
    }

    @Test
    void audioThatTheFileDeclaresMissingKeepsItsLength() throws IOException {
        byte[] file = written(OpusHead.mono(0, 48_000), packets(60), 0);
        List<OggPage> pages = pages(file);
        ByteArrayOutputStream shifted = new ByteArrayOutputStream();
        for (OggPage page : pages) {
            long granule = page.sequence() == 3 ? page.granule() + 48_000 : page.granule();
            new OggPage(page.flags(), granule, page.serial(), page.sequence(), page.lacing(), page.body())
                    .write(shifted);
        }

        List<OggPacket> packets = all(open(shifted.toByteArray()));

        assertThat(packets.get(49).endTicks()).isEqualTo(48_000);
        assertThat(packets.get(50).positionTicks()).isEqualTo(96_000);
    }

    @Property(tries = 300)
    void aTruncatedFileIsRefusedOrEndsAtAPage(@ForAll @IntRange(max = 6_000) int cut) throws IOException {
        byte[] whole = written(OpusHead.mono(312, 48_000), packets(120), 0);
        byte[] file = Arrays.copyOf(whole, Math.min(cut, whole.length));
        boolean atPage = pageEnds(whole).contains(file.length);
        try {
            assertThat(all(open(file))).hasSizeLessThanOrEqualTo(120);
            assertThat(atPage).isTrue();
        } catch (MediaFormatException refused) {
            assertThat(refused).hasMessageMatching(".*(truncated|empty).*");
        }
    }

    @Property(tries = 500)
    void aFlippedBitIsNoticed(@ForAll @IntRange(max = 20_000) int bit) throws IOException {
        byte[] file = written(OpusHead.mono(312, 48_000), packets(60), 0);
        file[bit / 8 % file.length] ^= (byte) (1 << bit % 8);

        assertThatThrownBy(() -> all(open(file))).isInstanceOf(MediaFormatException.class);
    }

    @Test
    void otherFilesAreRefusedWithTheReason() throws IOException {
        assertThatThrownBy(
                        () -> open("RIFF and so on, long enough for a page header".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("no Ogg file");
        assertThatThrownBy(() -> open(new byte[0])).hasMessageContaining("empty");
        byte[] one = written(OpusHead.mono(0, 0), packets(3), 0);
        ByteArrayOutputStream chained = new ByteArrayOutputStream();
        chained.write(one);
        chained.write(one);
        assertThatThrownBy(() -> all(open(chained.toByteArray()))).hasMessageContaining("several streams");
        assertThatThrownBy(() -> new OpusHead(6, 0, 0, 0)).isInstanceOf(MediaFormatException.class);
    }

    private static void assertSamePackets(OggOpusReader reader, List<OggPacket> expected, long length)
            throws IOException {
        List<OggPacket> packets = all(reader);
        assertThat(payloads(packets)).usingElementComparator(Arrays::compare).isEqualTo(payloads(expected));
        assertThat(packets.stream().map(OggPacket::positionTicks))
                .isEqualTo(expected.stream().map(OggPacket::positionTicks).toList());
        assertThat(reader.lengthTicks()).isEqualTo(length);
    }

    private static List<byte[]> packets(int count) {
        return IntStream.range(0, count).mapToObj(i -> packet(i % 50)).toList();
    }

    /** A packet of 20 ms with this many bytes after its first. */
    private static byte[] packet(int bytes) {
        byte[] packet = new byte[bytes + 1];
        Arrays.fill(packet, (byte) bytes);
        packet[0] = (byte) TOC_20_MS;
        return packet;
    }

    private static byte[] written(OpusHead head, List<byte[]> packets, long trim) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OggOpusWriter writer = OggOpusWriter.open(out, head, 7);
        for (byte[] packet : packets) {
            writer.write(packet);
        }
        writer.finish(trim);
        return out.toByteArray();
    }

    private static OggOpusReader open(byte[] file) throws IOException {
        return OggOpusReader.open(new ByteArrayInputStream(file));
    }

    private static List<OggPacket> all(OggOpusReader reader) throws IOException {
        List<OggPacket> packets = new ArrayList<>();
        for (Optional<OggPacket> next = reader.next(); next.isPresent(); next = reader.next()) {
            packets.add(next.get());
        }
        return packets;
    }

    private static List<byte[]> payloads(List<OggPacket> packets) {
        return packets.stream().map(OggPacket::payload).toList();
    }

    private static List<OggPage> pages(byte[] file) throws IOException {
        InputStream in = new ByteArrayInputStream(file);
        List<OggPage> pages = new ArrayList<>();
        for (OggPage page = OggPage.read(in, 0); page != null; page = OggPage.read(in, 0)) {
            pages.add(page);
        }
        return pages;
    }

    private static List<Integer> pageEnds(byte[] file) throws IOException {
        List<Integer> ends = new ArrayList<>();
        int end = 0;
        for (OggPage page : pages(file)) {
            end += page.bytes();
            ends.add(end);
        }
        return ends;
    }
}
