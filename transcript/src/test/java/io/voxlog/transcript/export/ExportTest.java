package io.voxlog.transcript.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExportTest {
    private static final int SECOND = 48_000;

    @Test
    void writesPlainTextLines() {
        assertThat(PlainText.write(List.of(cue(0, 1, "Alice", "Hello there."), cue(3_661, 3_662, "", "nobody\nknows"))))
                .isEqualTo("[00:00:00] Alice: Hello there.\n[01:01:01] nobody knows\n");
    }

    @Test
    void writesSubRip() {
        Cue late = new Cue(360_000L * SECOND, 360_000L * SECOND + 24_000, "Bob", "PA", "a", "en", null);

        assertThat(SubRip.write(List.of(cue(0, 1.25, "Alice", "one"), late))).isEqualTo("""
                        1
                        00:00:00,000 --> 00:00:01,250
                        Alice: one

                        2
                        100:00:00,000 --> 100:00:00,500
                        Bob: a

                        """);
    }

    @Test
    void writesWebVttWithSpeakersAndOverlaps() {
        assertThat(WebVtt.write(List.of(cue(0, 2, "Alice", "one"), cue(1, 3, "Bob", "two"))))
                .isEqualTo("""
                        WEBVTT

                        00:00:00.000 --> 00:00:02.000
                        <v Alice>one

                        00:00:01.000 --> 00:00:03.000
                        <v Bob>two
                        """);
    }

    @Test
    void markupAndArrowsStayText() {
        List<Cue> cues = List.of(cue(0, 1, "<b>Eve</b>\n\n& co", "1 --> 2 <script>\n\n00:00 --> 00:01\nx {\\an8}"));

        assertThat(WebVtt.write(cues)).isEqualTo("""
                WEBVTT

                00:00:00.000 --> 00:00:01.000
                <v &lt;b&gt;Eve&lt;/b&gt; &amp; co>1 --&gt; 2 &lt;script&gt; 00:00 --&gt; 00:01 x {\\an8}
                """);
        assertThat(SubRip.write(cues)).isEqualTo("""
                1
                00:00:00,000 --> 00:00:01,000
                ‹b›Eve‹/b› & co: 1 --› 2 ‹script› 00:00 --› 00:01 x (\\an8}

                """);
    }

    @Test
    void keepsEmojiAndRightToLeftAndReplacesBrokenSurrogates() {
        Cue cue = cue(0, 1, "שרה 👩‍🚀", "مرحبا 🎧 \uD83D.");

        for (String file :
                List.of(PlainText.write(List.of(cue)), SubRip.write(List.of(cue)), WebVtt.write(List.of(cue)))) {
            assertThat(file).contains("שרה 👩‍🚀").contains("مرحبا 🎧 \uFFFD.");
            assertThat(new String(file.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isEqualTo(file);
        }
    }

    @Test
    void emptyLinesAreNoCuesAndShortCuesLastAMillisecond() {
        List<Cue> cues = List.of(cue(0, 1, "Alice", " \n "), new Cue(48, 48, "Bob", "PA", "x", "", null));

        assertThat(SubRip.write(cues)).isEqualTo("1\n00:00:00,001 --> 00:00:00,002\nBob: x\n\n");
        assertThat(PlainText.write(cues)).isEqualTo("[00:00:00] Bob: x\n");
        assertThat(WebVtt.write(List.of())).isEqualTo("WEBVTT\n");
    }

    @Test
    void writesTheTranscriptAsJson() {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("room", "RM_1");
        head.put("version", 2);
        head.put("complete", true);
        head.put("t0", null);
        List<Cue> cues = List.of(
                new Cue(0, SECOND, "Alice", "PA_1", "Hi \"you\"\n", "en", 0.5),
                new Cue(SECOND, 4 * SECOND, "José", "PA_2", "ça va", "fr", null));

        assertThat(JsonTranscript.write(head, cues))
                .isEqualTo("{\"room\":\"RM_1\",\"version\":2,\"complete\":true,\"t0\":null,"
                        + "\"text\":\"Hi \\\"you\\\" \\u00e7a va\",\"language\":\"fr\",\"segments\":["
                        + "{\"start\":0,\"end\":1,\"text\":\"Hi \\\"you\\\"\\u000a\",\"speaker\":\"Alice\","
                        + "\"participant\":\"PA_1\",\"language\":\"en\",\"confidence\":0.5},"
                        + "{\"start\":1,\"end\":4,\"text\":\"\\u00e7a va\",\"speaker\":\"Jos\\u00e9\","
                        + "\"participant\":\"PA_2\",\"language\":\"fr\",\"confidence\":null}]}");
        assertThat(JsonTranscript.write(Map.of(), List.of()))
                .isEqualTo("{\"text\":\"\",\"language\":null,\"segments\":[]}");
    }

    @Test
    void refusesNumbersThatJsonDoesNotHave() {
        List<Cue> cues = List.of(new Cue(0, 1, "a", "p", "t", "en", Double.NaN));

        assertThatThrownBy(() -> JsonTranscript.write(Map.of(), cues)).hasMessageContaining("NaN");
    }

    @Property(tries = 200)
    void whateverIsSaidThereAreAsManyCuesAsLines(@ForAll String speaker, @ForAll String text) {
        List<Cue> cues = List.of(cue(0, 1, speaker, text + "x"), cue(1, 2, speaker, "y" + text));

        assertThat(PlainText.write(cues).lines()).hasSize(2);
        assertThat(WebVtt.write(cues).split("-->", -1)).hasSize(3);
        assertThat(SubRip.write(cues).split("-->", -1)).hasSize(3);
        assertThat(WebVtt.write(cues).lines()).hasSize(7);
        assertThat(SubRip.write(cues).lines()).hasSize(8);
        assertThat(JsonTranscript.write(Map.of(), cues)).matches("[ -~]*");
    }

    private static Cue cue(double start, double end, String speaker, String text) {
        return Cue.ofSeconds(start, end, speaker, "PA_1", text, "en", null);
    }
}
