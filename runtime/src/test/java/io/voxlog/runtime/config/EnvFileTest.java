package io.voxlog.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvFileTest {
    @Test
    void readsPlainQuotedAndCommentedValues() {
        assertThat(EnvFile.parse(
                        ".env",
                        List.of(
                                "\uFEFF# a comment",
                                "",
                                "PLAIN=a value # said aside",
                                "HASH=a#b",
                                "export EXPORTED = spaced ",
                                "SINGLE='as it $stands \\n' # aside",
                                "DOUBLE=\"two\\nlines, a \\\"quote\\\" and \\\\\"",
                                "EMPTY=",
                                "PLAIN=the last")))
                .isEqualTo(Map.of(
                        "PLAIN", "the last",
                        "HASH", "a#b",
                        "EXPORTED", "spaced",
                        "SINGLE", "as it $stands \\n",
                        "DOUBLE", "two\nlines, a \"quote\" and \\",
                        "EMPTY", ""));
    }

    @Test
    void namesEveryLineThatIsNotUnderstoodWithoutItsValue() {
        assertThatThrownBy(() -> EnvFile.parse(
                        "my.env",
                        List.of("secret-value", "GOOD=1", "OPEN='secret", "AFTER=\"secret\"x", "BAD=\"\\q\"", "1X=2")))
                .hasMessageContainingAll(
                        "my.env, line 1: is not NAME=value",
                        "my.env, line 3: has no closing quote",
                        "my.env, line 4: goes on after its closing quote",
                        "my.env, line 5: has the unknown escape",
                        "my.env, line 6")
                .hasMessageNotContaining("secret");
    }

    @Test
    void saysThatAFileIsNotThere() {
        assertThatThrownBy(() -> EnvFile.read(Path.of("nowhere.env")))
                .isInstanceOf(BadEnvFileException.class)
                .hasMessageContaining("nowhere.env does not exist");
    }
}
