package io.voxlog.app.cli;

import io.voxlog.app.look.RecordLine;
import io.voxlog.app.stack.Logs;
import io.voxlog.runtime.Env;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.Topic;
import io.voxlog.schemas.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Records as they come. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "Show records as they come, decoded, until Ctrl-C.",
        footer = {"", "Topics may be named by their last part: finals is transcript.finals, events is livekit.events."})
public final class TailCommand implements Callable<Integer> {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--room", paramLabel = "SID", description = "Records of this room only.")
    private Optional<String> room = Optional.empty();

    @Option(
            names = "--topic",
            paramLabel = "TOPIC",
            split = ",",
            description = "May be repeated. Default: events, finals, transcripts, results.")
    private List<String> topics = new ArrayList<>();

    @Option(names = "--from-beginning", description = "First what stands in the topics already.")
    private boolean fromBeginning;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            description = "End when no record has come for so long, such as 5s. Default: never.")
    private Optional<String> patience = Optional.empty();

    @Option(names = "--json", description = "One JSON object per record and line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Logs.quiet();
        List<Topic> chosen =
                topics.isEmpty() ? usual() : topics.stream().map(this::topic).toList();
        Duration wait = patience.map(this::duration).orElse(Duration.ZERO);
        PrintWriter out = spec.commandLine().getOut();
        LogSource.open(cluster).follow(chosen, fromBeginning, wait, record -> {
            boolean shown = room.isEmpty()
                    || (record.key() != null && Keys.room(record.key()).equals(room.get()));
            if (shown) {
                out.println(json ? RecordLine.json(record) : RecordLine.text(record));
                out.flush();
            }
        });
        return 0;
    }

    /** Not a constant: schemas make loggers, which must not be before it is said where logs go. */
    private static List<Topic> usual() {
        return List.of(Topics.LIVEKIT_EVENTS, Topics.TRANSCRIPT_FINALS, Topics.TRANSCRIPTS, Topics.ANALYSIS_RESULTS);
    }

    private Topic topic(String name) {
        List<Topic> known = Topics.all().stream()
                .filter(topic -> !topic.schemas().isEmpty())
                .toList();
        return known.stream()
                .filter(topic -> topic.name().equals(name) || topic.name().endsWith("." + name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no topic " + name + "; there are "
                                + known.stream().map(Topic::name).collect(Collectors.joining(", "))));
    }

    private Duration duration(String text) {
        try {
            return Env.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--patience: " + e.getMessage());
        }
    }
}
