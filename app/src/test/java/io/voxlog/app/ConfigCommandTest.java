package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code ./voxlog config} refuses before it reaches any cluster. */
class ConfigCommandTest {
    private static final String KEY = "sk-proj-abcdefghij";

    @Test
    void aWordThatIsNoAssignmentIsRefusedAndNotRepeated() {
        Output output = run("config", "set", "ai/openai/post-call-analysis", "priority=1", KEY);

        assertThat(output.status()).isEqualTo(2);
        assertThat(output.text())
                .contains("parameter 3 is not of the form FIELD=VALUE")
                .doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource({"set, openai", "get, ai/openai", "delete, speechmatics/a/b"})
    void aKeyOfNoEntryIsRefusedWithTheForms(String command, String key) {
        Output output = command.equals("set") ? run("config", command, key, "a=b") : run("config", command, key);

        assertThat(output.status()).isEqualTo(1);
        assertThat(output.text()).contains("keys are speechmatics/NAME, ai/SERVICE/USE-CASE or webhook/NAME");
    }

    private record Output(int status, String text) {}

    private static Output run(String... words) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text);
        CommandLine line = new CommandLine(VoxlogMain.commands()).setOut(writer).setErr(writer);
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            writer.println(exception.getMessage());
            return 1;
        });
        return new Output(line.execute(words), text.toString());
    }
}
