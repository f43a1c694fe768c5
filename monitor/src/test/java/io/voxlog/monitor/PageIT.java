package io.voxlog.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.RoomStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The live page in a real browser. */
@Timeout(90)
class PageIT {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final String HOSTILE = "<img src=x onerror=\"window.pwned=1\"> \u202EEve";

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path profile;

    @Test
    void showsALiveCallAndTakesNothingAsMarkup() {
        ApiFixture monitor = ApiFixture.shared();
        Talk talk = new Talk("RM_page", "<b>weekly</b>", System.currentTimeMillis(), List.of(HOSTILE, "Béa 👩‍🚀"));
        monitor.write(talk.state(RoomStatus.ACTIVE), talk.says(1, 1, 2, "en", "said before"));
        await().atMost(BOUND)
                .until(() -> monitor.get("/api/rooms/RM_page/transcript").body().contains("said before"));

        try (Chromium page = Chromium.open(monitor.url() + "/#/rooms/RM_page", profile)) {
            shows(page, "#rooms", "<b>weekly</b>");
            shows(page, "#room", "said before");
            shows(page, "#room .speakers", HOSTILE);

            // Live words pass: only who listens by then is told.
            await().atMost(BOUND).until(() -> {
                monitor.write(talk.maySay(2, 3, "I may <i>say</i>"));
                return text(page, "#room li.partial").contains("I may <i>say</i>");
            });
            shows(page, "#room li.speaking", "Béa");
            long sent = System.nanoTime();
            monitor.write(talk.says(2, 3, 4, "en", "I say <script>window.pwned=1</script>"));
            shows(page, "#room [role=log]", "I say <script>window.pwned=1</script>");
            System.getLogger("measured")
                    .log(
                            System.Logger.Level.INFO,
                            "final written to shown: {0} ms",
                            (System.nanoTime() - sent) / 1_000_000);
            assertThat(page.evaluate("document.querySelectorAll('#room li.partial').length"))
                    .isEqualTo(0);
            assertThat(page.evaluate("document.querySelectorAll('#room [role=log] li').length"))
                    .isEqualTo(2);

            monitor.write(analysis());
            shows(page, "#room [data-type=summary]", "<u>Eve</u> agrees");
            page.evaluate("document.querySelector('#room .cite').click()");
            shows(page, "#room .cited", "I say");

            assertThat(page.evaluate(
                            "document.querySelectorAll('main img, main script, main b, main i, main u').length"))
                    .isEqualTo(0);
            assertThat(page.evaluate("String(window.pwned)")).isEqualTo("undefined");
            keepsTheRoomWhereTheAddressNamesNone(page, () -> monitor.write(talk.says(1, 5, 6, "en", "skipped to")));
            assertThat(page.problems()).isEmpty();
            readsOurWebVtt(page, savedWithAToken(page, monitor));
        }
    }

    private static void keepsTheRoomWhereTheAddressNamesNone(Chromium page, Runnable says) {
        page.evaluate("document.querySelector('a.skip').click()");
        await().atMost(BOUND).until(() -> "#room".equals(page.evaluate("location.hash")));
        says.run();
        shows(page, "#room [role=log]", "skipped to");
        page.evaluate("void (location.hash = '#/rooms/%')");
        shows(page, "#room [role=alert]", "malformed");
    }

    /** The same room of a server that asks for a token: the page asks for it, and its downloads carry it. */
    private String savedWithAToken(Chromium page, ApiFixture monitor) {
        page.savesTo(profile);
        String url = monitor.lockedUrl() + "/#/rooms/RM_page";
        page.navigate(url);
        await().atMost(BOUND)
                .ignoreExceptions()
                .until(() -> Boolean.TRUE.equals(
                        page.evaluate("location.href === '" + url + "' && !document.querySelector('#access').hidden")));
        page.evaluate("document.querySelector('#token').value = '" + ApiFixture.TOKEN + "';"
                + "document.querySelector('#access button').click()");
        shows(page, "#room [role=log]", "skipped to");
        assertThat(page.evaluate("document.querySelector('#access').hidden")).isEqualTo(true);
        page.evaluate("[...document.querySelectorAll('#room .download')].find((each) => each.textContent === 'VTT')"
                + ".click()");
        Path saved = profile.resolve("RM_page.vtt");
        await().atMost(BOUND).ignoreExceptions().until(() -> Files.size(saved) > 0);
        return assertDoesNotThrow(() -> Files.readString(saved));
    }

    /** The browser's own WebVTT parser, on a page without a content policy. */
    private static void readsOurWebVtt(Chromium page, String file) {
        String encoded = Base64.getEncoder().encodeToString(file.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        page.navigate("about:blank");
        await().atMost(BOUND).ignoreExceptions().until(() -> "about:blank".equals(page.evaluate("location.href")));
        Object cues = page.evaluate("""
                new Promise((resolve, reject) => {
                  const track = document.createElement('track');
                  track.default = true;
                  track.onload = () => resolve([...track.track.cues].map((cue) => cue.startTime + '/' + cue.endTime + ' '
                      + cue.text.match(/^<v ([^>]*)>/)[1] + ': ' + cue.getCueAsHTML().textContent).join('\\n'));
                  track.onerror = () => reject(new Error('not a WebVTT file'));
                  track.src = 'data:text/vtt;base64,%s';
                  const video = document.createElement('video');
                  video.append(track);
                  document.body.append(video);
                  track.track.mode = 'showing';
                })
                """.formatted(encoded));
        assertThat(String.valueOf(cues).lines())
                .containsExactly(
                        "1/2 &lt;img src=x onerror=\"window.pwned=1\"&gt; \u202EEve: said before",
                        "3/4 Béa 👩‍🚀: I say <script>window.pwned=1</script>",
                        "5/6 &lt;img src=x onerror=\"window.pwned=1\"&gt; \u202EEve: skipped to");
    }

    private static ProducerRecord<String, SpecificRecord> analysis() {
        ProducerRecord<String, SpecificRecord> result =
                new CallRecords("RM_page").result("summary", 100, ResultStatus.COMPLETED, "-");
        ((io.voxlog.schemas.AnalysisResult) result.value()).setOutput("""
                {"result": {"text": "<u>Eve</u> agrees", "citations": [{"utterance": 1, "start": 3.0}]},
                 "metadata": {"model": "rules-1"}}
                """);
        return result;
    }

    private static void shows(Chromium page, String selector, String text) {
        await().atMost(BOUND)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(text(page, selector)).contains(text));
    }

    private static String text(Chromium page, String selector) {
        return String.valueOf(page.evaluate(
                "[...document.querySelectorAll('" + selector + "')].map((each) => each.textContent).join('\\n')"));
    }
}
