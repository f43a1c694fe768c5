package io.voxlog.app.cli;

import io.voxlog.app.look.LogReader;
import io.voxlog.app.stack.StackFailedException;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.schemas.ApicurioSerdes;

/** Opens the log that a command is to look at. */
final class LogSource {
    private static final String REGISTRY = "SCHEMA_REGISTRY_URL";

    private LogSource() {}

    static LogReader open(ClusterOptions cluster) {
        Env env = cluster.env();
        KafkaSettings kafka = KafkaSettings.from(env, "127.0.0.1:9092");
        String registry = env.find(REGISTRY)
                .orElseThrow(() -> new StackFailedException("records cannot be read without the schema registry: set "
                        + REGISTRY + " or --registry, or start ./voxlog dev in this folder"));
        env.check();
        return new LogReader(kafka, ApicurioSerdes.connect(registry));
    }
}
