package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.runtime.config.VariableCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} says when it cannot. */
class RunCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void reportsEverythingThatIsMissingOrBadAtOnce() throws IOException {
        assertThat(run(
                        "INGEST_PROT=1\nSTT_MAX_DELAY=soon\nVOXLOG_PG_URL=mysql://x",
                        "--mode",
                        "all",
                        "--ops-port",
                        "no"))
                .isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "unknown variable INGEST_PROT; did you mean INGEST_PORT?",
                        "MODE must be transcription, ai-jobs or both, but is \"all\"",
                        "OPS_PORT must be a whole number",
                        "STT_MAX_DELAY must be a duration",
                        "KAFKA_BOOTSTRAP_SERVERS is missing",
                        "SCHEMA_REGISTRY_URL is missing",
                        "LIVEKIT_API_KEY is missing",
                        "VOXLOG_PG_URL must be like postgresql:")
                .doesNotContain("mysql");
    }

    @Test
    void namesTheRolesThereAre() throws IOException {
        assertThat(run("", "--roles", "ingest,transcriber")).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "ROLES must be of ingest, audio-stream, stt-connector, analysis, job-workers, monitor, notifier");
    }

    @Test
    @Timeout(20)
    void namesEachServiceThatDoesNotAnswerAndWhatToDo() throws IOException {
        long began = System.nanoTime();
        assertThat(run(
                        "VOXLOG_PG_URL=postgresql://u:hush@127.0.0.1:3/d\nLIVEKIT_API_KEY=k\nLIVEKIT_API_SECRET=s",
                        "--kafka-bootstrap-servers",
                        "127.0.0.1:1",
                        "--schema-registry-url",
                        "http://127.0.0.1:2"))
                .isEqualTo(1);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(err.toString())
                .contains(
                        "Kafka at 127.0.0.1:1 does not answer",
                        "correct KAFKA_BOOTSTRAP_SERVERS",
                        "Schema registry at http://127.0.0.1:2 does not answer",
                        "correct SCHEMA_REGISTRY_URL",
                        "Postgres at 127.0.0.1:3",
                        "correct VOXLOG_PG_URL")
                .doesNotContain("hush");
    }

    @Test
    void helpListsEveryVariable() throws IOException {
        assertThat(run("", "-h")).isZero();
        VariableCatalogue.load().all().stream()
                .filter(variable -> !variable.readBy().startsWith("./")
                        && !variable.readBy().endsWith(".yml"))
                .forEach(variable -> assertThat(out.toString()).contains(variable.name()));
        assertThat(out.toString())
                .contains("--ingest-port=NUMBER", "INGEST_PORT [8080]")
                .doesNotContain("--livekit-api-secret");
    }

    private int run(String file, String... arguments) throws IOException {
        Path env = folder.resolve("test.env");
        Files.writeString(env, file);
        String[] all = new String[arguments.length + 3];
        all[0] = "run";
        all[1] = "--env-file";
        all[2] = env.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return VoxlogMain.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
    }
}
