package io.voxlog.app.cli;

import io.voxlog.app.stack.Logs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** Passes through to Kafka's own tools, by the names of the scripts that Kafka ships ({@code kafka-….sh}). */
@Command(
        name = "kafka",
        description = "Kafka's own tools: consumer-groups, topics, console-consumer, share-groups, …",
        footer = {
            "",
            "Without --bootstrap-server the tool talks to KAFKA_BOOTSTRAP_SERVERS, else to 127.0.0.1:9092 (./voxlog dev).",
            "Example: ./voxlog kafka consumer-groups --describe --group voxlog-stt-connector"
        })
public final class KafkaCommand implements Callable<Integer> {
    private static final String DEFAULT_BOOTSTRAP = "127.0.0.1:9092";
    private static final Map<String, String> TOOLS = new TreeMap<>(Map.ofEntries(
            Map.entry("acls", "org.apache.kafka.tools.AclCommand"),
            Map.entry("broker-api-versions", "org.apache.kafka.tools.BrokerApiVersionsCommand"),
            Map.entry("configs", "kafka.admin.ConfigCommand"),
            Map.entry("console-consumer", "org.apache.kafka.tools.consumer.ConsoleConsumer"),
            Map.entry("console-producer", "org.apache.kafka.tools.ConsoleProducer"),
            Map.entry("console-share-consumer", "org.apache.kafka.tools.consumer.ConsoleShareConsumer"),
            Map.entry("consumer-groups", "org.apache.kafka.tools.consumer.group.ConsumerGroupCommand"),
            Map.entry("delete-records", "org.apache.kafka.tools.DeleteRecordsCommand"),
            Map.entry("features", "org.apache.kafka.tools.FeatureCommand"),
            Map.entry("get-offsets", "org.apache.kafka.tools.GetOffsetShell"),
            Map.entry("groups", "org.apache.kafka.tools.GroupsCommand"),
            Map.entry("log-dirs", "org.apache.kafka.tools.LogDirsCommand"),
            Map.entry("metadata-quorum", "org.apache.kafka.tools.MetadataQuorumCommand"),
            Map.entry("share-groups", "org.apache.kafka.tools.consumer.group.ShareGroupCommand"),
            Map.entry("streams-groups", "org.apache.kafka.tools.streams.StreamsGroupCommand"),
            Map.entry("topics", "org.apache.kafka.tools.TopicCommand"),
            Map.entry("transactions", "org.apache.kafka.tools.TransactionsCommand")));

    @Parameters(index = "0", arity = "0..1", paramLabel = "TOOL", description = "The tool's name; none lists them.")
    private String tool = "";

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws ReflectiveOperationException {
        String className = TOOLS.get(tool.replaceFirst("^kafka-", "").replaceFirst("\\.sh$", ""));
        if (className == null) {
            System.err.println((tool.isEmpty() ? "Tools: " : "voxlog: no such tool: " + tool + ". Tools: ")
                    + String.join(", ", TOOLS.keySet()));
            return 2;
        }
        Logs.quiet();
        Class.forName(className).getMethod("main", String[].class).invoke(null, (Object)
                withServer().toArray(String[]::new));
        return 0;
    }

    private List<String> withServer() {
        boolean given = arguments.stream().anyMatch(argument -> argument.startsWith("--bootstrap-"));
        List<String> all = new ArrayList<>(arguments);
        if (!given && !arguments.contains("--help") && !arguments.contains("--version")) {
            all.add("--bootstrap-server");
            all.add(Variables.ofCluster(Optional.empty(), Map.of())
                    .env()
                    .string("KAFKA_BOOTSTRAP_SERVERS", DEFAULT_BOOTSTRAP));
        }
        return all;
    }
}
