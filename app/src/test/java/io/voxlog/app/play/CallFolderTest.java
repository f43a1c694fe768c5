package io.voxlog.app.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallFolderTest {
    private static final Path CALLS = Path.of("..", "calls");

    @TempDir
    Path folder;

    @Test
    void readsTheBundledCallWithNamesAndTruth() throws IOException {
        RecordedCall call = CallFolder.read(CALLS.resolve("weekly-review"));

        assertThat(call.room()).isEqualTo("weekly-review");
        assertThat(call.participants()).extracting(CallParticipant::identity).containsExactly("alice", "bob");
        assertThat(call.displayName("bob")).isEqualTo("Bob");
        assertThat(call.seconds()).isBetween(40.0, 41.5);
        assertThat(call.truth().orElseThrow().utterances()).hasSize(9);
    }

    @Test
    void packetsFollowOneAnotherFromCaptureTimeZero() throws IOException {
        RecordedCall call = CallFolder.read(CALLS.resolve("support-escalation"));

        for (CallParticipant participant : call.participants()) {
            long expected = 0;
            for (CallParticipant.Packet packet : participant.packets()) {
                assertThat(packet.captureTicks()).isEqualTo(expected);
                expected += 2_880; // 60 ms
            }
        }
    }

    @Test
    void encodesWavVoices() throws IOException {
        Files.write(folder.resolve("zoe.wav"), wav(16_000, 16_000));

        RecordedCall call = CallFolder.read(folder);

        assertThat(call.participants().get(0).identity()).isEqualTo("zoe");
        assertThat(call.participants().get(0).packets()).hasSize(50);
        assertThat(call.seconds()).isEqualTo(1.0);
        assertThat(call.room()).isEqualTo(folder.getFileName().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp3", "m4a", "flac", "opus"})
    void namesTheConversionOfOtherFormats(String ending) throws IOException {
        Files.write(folder.resolve("alice." + ending), new byte[10]);

        assertThatThrownBy(() -> CallFolder.read(folder))
                .isInstanceOf(BadCallException.class)
                .hasMessageContaining("ffmpeg -i alice." + ending + " -ac 1 -ar 48000 -c:a libopus alice.ogg");
    }

    @Test
    void namesADamagedFile() throws IOException {
        byte[] ogg = Files.readAllBytes(CALLS.resolve("weekly-review").resolve("bob.ogg"));
        Files.write(folder.resolve("bob.ogg"), java.util.Arrays.copyOf(ogg, ogg.length / 2));

        assertThatThrownBy(() -> CallFolder.read(folder))
                .isInstanceOf(BadCallException.class)
                .hasMessageContaining("bob.ogg")
                .hasMessageContaining("truncated");
    }

    @Test
    void refusesEmptyFoldersMissingFoldersAndBadTruth() throws IOException {
        assertThatThrownBy(() -> CallFolder.read(folder)).hasMessageContaining("holds no audio");
        assertThatThrownBy(() -> CallFolder.read(folder.resolve("nowhere"))).hasMessageContaining("is not a folder");
        Files.writeString(folder.resolve("truth.json"), "{\"utterances\": 7");
        assertThatThrownBy(() -> CallFolder.read(folder)).hasMessageContaining("not a valid truth.json");
    }

    @Test
    void refusesTwoFilesForOneParticipantAndHostileNames() throws IOException {
        Files.write(folder.resolve("a.wav"), wav(8_000, 800));
        Files.write(folder.resolve("a.ogg"), new byte[0]);
        assertThatThrownBy(() -> CallFolder.read(folder)).hasMessageContaining("second file for a");

        Files.delete(folder.resolve("a.ogg"));
        Files.move(folder.resolve("a.wav"), folder.resolve("a b;c.wav"));
        assertThatThrownBy(() -> CallFolder.read(folder)).hasMessageContaining("Rename it");
    }

    private static byte[] wav(int rate, int samples) {
        ByteBuffer bytes = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        bytes.putShort((short) 1).putShort((short) 1).putInt(rate).putInt(2 * rate);
        bytes.putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            bytes.putShort((short) (8_000 * Math.sin(2 * Math.PI * 440 * i / rate)));
        }
        return bytes.array();
    }
}
