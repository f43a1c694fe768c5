package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxlog.app.stack.Infrastructure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of docs/operations.md, run as they stand there: each under a comment that names it. */
final class Recipes {
    private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");

    private final String document;
    private final String bootstrapServers;

    Recipes(String bootstrapServers) throws IOException {
        this.document = Files.readString(DOCUMENT);
        this.bootstrapServers = bootstrapServers;
    }

    /** Runs the command under {@code # <name>} on the test's broker and gives what it printed. */
    String run(String name) {
        Matcher recipe = Pattern.compile("(?m)^# " + Pattern.quote(name) + "\\R\\./voxlog (kafka .*)$")
                .matcher(document);
        assertThat(recipe.find())
                .as("a recipe named \"%s\" in %s", name, DOCUMENT)
                .isTrue();
        List<String> words = new ArrayList<>(List.of(recipe.group(1).strip().split("\\s+")));
        words.add("--bootstrap-server");
        words.add(bootstrapServers);
        return standardOutput(() -> VoxlogMain.run(words.toArray(String[]::new)));
    }

    /** Runs a command that must succeed on this cluster. */
    static String output(Infrastructure cluster, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--bootstrap-server", cluster.bootstrapServers(), "--registry", cluster.registryUrl()));
        int status = VoxlogMain.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        assertThat(status).as("%s: %s %s", all, out, err).isZero();
        return out.toString();
    }

    /** Kafka's tools print where they like. */
    private static String standardOutput(Runnable command) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            command.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
