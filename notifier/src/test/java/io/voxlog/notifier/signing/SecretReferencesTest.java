package io.voxlog.notifier.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.voxlog.runtime.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretReferencesTest {
    @TempDir
    Path folder;

    private final SecretReferences references = new SecretReferences(
            name -> Optional.ofNullable(Map.of("HOOK", "from-env").get(name)).map(Secret::new));

    @Test
    void readsTheEnvironment() {
        assertThat(references.find("env:HOOK").reveal()).isEqualTo("from-env");
    }

    @Test
    void readsAFileAnewEachTime() throws IOException {
        Path file = folder.resolve("secret");
        Files.writeString(file, "first");
        assertThat(references.find("file:" + file).reveal()).isEqualTo("first");

        Files.writeString(file, "second");
        assertThat(references.find("file:" + file).reveal()).isEqualTo("second");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Path large = folder.resolve("large");
        Files.writeString(large, "x".repeat(5000));

        assertUnusable(null, "nothing is sent unsigned");
        assertUnusable(" ", "nothing is sent unsigned");
        assertUnusable("env:NONE", "variable NONE");
        assertUnusable("whsec_written-into-the-config", "must be env:NAME or file:/path");
        assertUnusable("file:relative", "must be env:NAME or file:/path");
        assertUnusable("file:" + folder.resolve("none"), "NoSuchFileException");
        assertUnusable("file:" + large, "more than 4096 bytes");
    }

    private void assertUnusable(@Nullable String reference, String why) {
        assertThatThrownBy(() -> references.find(reference))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessageContaining(why)
                .message()
                .doesNotContain("whsec_");
    }
}
