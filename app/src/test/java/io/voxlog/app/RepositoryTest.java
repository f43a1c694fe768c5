package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The repository holds no credentials, and says under which licence it stands. */
class RepositoryTest {
    private static final Path ROOT = Path.of("..");
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".voxlog", "node_modules");
    private static final List<Pattern> CREDENTIALS = List.of(
            Pattern.compile("AKIA[0-9A-Z]{16}"),
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"),
            Pattern.compile("\\bsk-[A-Za-z0-9_-]{20,}"),
            Pattern.compile("\\bxox[abp]-[0-9A-Za-z-]{10,}"),
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{30,}"),
            Pattern.compile("\\bAIza[0-9A-Za-z_-]{30,}"),
            Pattern.compile("(?i)(?:password|secret|api_?key|token)\\s*[:=]\\s*[\"'][0-9a-f]{32,}[\"']"));

    @Test
    void holdsNoCredentials() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(RepositoryTest::isOurs)
                    .filter(Files::isRegularFile)
                    .toList()) {
                if (holdsCredential(text(file))) {
                    found.add(file.toString());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void aPlantedCredentialIsFound() {
        assertThat(holdsCredential("key = \"" + "sk-" + "a".repeat(24) + "\"")).isTrue();
        assertThat(holdsCredential("SECRET: '" + "0123456789abcdef".repeat(2) + "'"))
                .isTrue();
        assertThat(holdsCredential("-----BEGIN EC " + "PRIVATE KEY-----")).isTrue();
        assertThat(holdsCredential("the secret is read from LIVEKIT_API_SECRET"))
                .isFalse();
    }

    @Test
    void standsUnderApache2() throws IOException {
        assertThat(Files.readString(ROOT.resolve("LICENSE"))).contains("Apache License", "Version 2.0");
        assertThat(Files.readString(ROOT.resolve("pom.xml"))).contains("<name>Apache-2.0</name>");
    }

    private static boolean holdsCredential(String text) {
        return CREDENTIALS.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }

    private static boolean isOurs(Path file) {
        for (Path part : file) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    /** Empty for files that are no text. */
    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            return "";
        }
    }
}
