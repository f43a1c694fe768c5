package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.voxlog.app.play.CallFolder;
import io.voxlog.app.play.CallPlayer;
import io.voxlog.app.play.PlayOptions;
import io.voxlog.app.play.RecordedCall;
import io.voxlog.app.stack.EmbeddedStack;
import io.voxlog.app.stack.StackOptions;
import io.voxlog.runtime.Secret;
import io.voxlog.testkit.tone.ToneCall;
import io.voxlog.testkit.tone.ToneEngine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same webhooks and audio, played twice into one system and once into another: everything derived is equal. */
class PlayedTwiceIT {
    private static final String KEY = "devkey";
    private static final Secret SECRET = new Secret("a-secret-of-thirty-two-characters!");
    private static final long T0_MILLIS = 1_790_000_000_123L;
    private static final String ROOM = "RM_twice";

    @TempDir
    Path folder;

    @Test
    void playingAgainChangesNothingAndAnotherSystemGivesTheSame() throws Exception {
        ToneCall tones = ToneCall.builder()
                .alternate(List.of("alice", "bob"), 4, 3, Duration.ofMillis(250))
                .build();
        tones.writeTo(folder.resolve("call"), "twice");
        RecordedCall call = CallFolder.read(folder.resolve("call"));

        Map<String, List<String>> first;
        Map<String, List<String>> again;
        try (EmbeddedStack stack = start("one")) {
            first = playAndRead(stack, call);
            again = playAndRead(stack, call);
        }
        Map<String, List<String>> elsewhere;
        try (EmbeddedStack stack = start("two")) {
            elsewhere = playAndRead(stack, call);
        }

        assertThat(first.get("transcript.finals")).hasSizeGreaterThan(8);
        assertThat(first.get("analysis.results")).hasSize(4);
        assertThat(first.get("table transcriptions")).isNotEmpty();
        assertThat(first.get("table post_call_jobs")).hasSize(4);
        first.forEach((part, records) -> {
            assertThat(again.get(part)).as("%s, played again", part).isEqualTo(records);
            assertThat(elsewhere.get(part)).as("%s, in another system", part).isEqualTo(records);
        });
    }

    private EmbeddedStack start(String name) {
        StackOptions options =
                new StackOptions(folder.resolve(name), folder.resolve("programs"), 0, 0, KEY, SECRET.reveal());
        return EmbeddedStack.start(options, new ToneEngine(), line -> {});
    }

    private static Map<String, List<String>> playAndRead(EmbeddedStack stack, RecordedCall call) throws Exception {
        new CallPlayer(call, new PlayOptions(URI.create(stack.httpUrl()), KEY, SECRET, ROOM, T0_MILLIS, 20)).play();
        StackSnapshot snapshot = new StackSnapshot(stack, ROOM);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(snapshot.read().get("analysis.results")).hasSize(4);
            assertThat(snapshot.read().get("table post_call_jobs"))
                    .hasSize(4)
                    .allMatch(row -> row.contains("\"status\": \"completed\""));
        });
        return snapshot.read();
    }
}
