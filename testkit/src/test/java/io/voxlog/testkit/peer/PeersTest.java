package io.voxlog.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class PeersTest {
    @TempDir
    Path folder;

    @Test
    void aMissingPeerSkipsByName() {
        assertThatThrownBy(() -> Peers.require("imaginary", "no-such-program", Map.of("PATH", folder.toString())))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("peer imaginary is missing");
    }

    @Test
    void aMissingPeerThatIsRequiredFails() {
        Map<String, String> environment =
                Map.of("PATH", folder.toString(), "VOXLOG_REQUIRE_PEERS", "opus-tools, imaginary");

        assertThatThrownBy(() -> Peers.require("imaginary", "no-such-program", environment))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("VOXLOG_REQUIRE_PEERS names it");
    }

    @Test
    void aPresentPeerIsFound() throws IOException {
        Path program = Files.createFile(folder.resolve("peer"));
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(Peers.require("some-peer", "peer", Map.of("PATH", folder.toString())))
                .isEqualTo(program);
    }
}
