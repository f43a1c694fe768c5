package io.voxlog.analysis.adapter.streams;

import io.micrometer.core.instrument.Counter;
import io.voxlog.analysis.sealing.SealingSettings;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.LogKey;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the topology under exactly_once_v2. A record that cannot be read or processed goes to {@code dead-letters} and
 * the rest goes on; a stream thread that dies is replaced, [5] times in [1 min], after which the role has failed.
 */
public final class AnalysisStreams {
    /** The application id: group, changelogs and transactional ids start with it. */
    public static final String APPLICATION_ID = "voxlog-analysis";

    private static final Logger LOG = LoggerFactory.getLogger(AnalysisStreams.class);
    private static final int RESTARTS = 5;
    private static final Duration RESTART_WINDOW = Duration.ofMinutes(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_REQUEST_BYTES = 8 * 1024 * 1024;

    private final KafkaStreams streams;
    private final RestartBudget restarts;
    private final RoleContext context;
    private final CompletableFuture<Void> running = new CompletableFuture<>();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final Counter deaths;

    /** Prepares the application; nothing is started. */
    public AnalysisStreams(RoleContext context, Path stateDir, SealingSettings settings) {
        Map<String, Object> config = config(context.kafka(), context.workerId(), stateDir);
        Properties properties = new Properties();
        properties.putAll(config);
        this.context = context;
        this.restarts = new RestartBudget(RESTARTS, RESTART_WINDOW, context.clock());
        this.deaths = Counter.builder("voxlog.analysis.stream.restarts")
                .description("Stream threads that died")
                .register(context.meters());
        this.streams = new KafkaStreams(new AnalysisTopology(context.serdes(), settings).build(config), properties);
        streams.setStateListener(this::stateChanged);
        streams.setUncaughtExceptionHandler(this::threadDied);
    }

    /** Starts; completes when the tasks of this instance run. Blocks while the threads are made. */
    public CompletionStage<Void> start() {
        streams.start();
        return running.minimalCompletionStage();
    }

    /** Commits, leaves the group and stops, within [10 s]. Blocks. */
    public void stop() {
        streams.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        running.cancel(false);
    }

    /** The Streams configuration that the guarantees of this application rest on. */
    static Map<String, Object> config(KafkaSettings kafka, String workerId, Path stateDir) {
        Map<String, Object> config = new HashMap<>(kafka.admin(APPLICATION_ID + "-" + workerId));
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueExceptionHandler.class.getName());
        config.put(
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                LogAndContinueProcessingExceptionHandler.class.getName());
        config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
        config.put(StreamsConfig.mainConsumerPrefix("session.timeout.ms"), 3_000);
        config.put(StreamsConfig.mainConsumerPrefix("heartbeat.interval.ms"), 1_000);
        config.put(StreamsConfig.producerPrefix("transaction.timeout.ms"), 2_000);
        config.put(StreamsConfig.producerPrefix("linger.ms"), 5);
        config.put(StreamsConfig.producerPrefix("max.block.ms"), 5_000);
        config.put(StreamsConfig.producerPrefix("max.request.size"), MAX_REQUEST_BYTES);
        config.put(StreamsConfig.producerPrefix("compression.type"), "zstd");
        return config;
    }

    private void stateChanged(KafkaStreams.State now, KafkaStreams.State before) {
        LOG.atInfo()
                .setMessage("streams state")
                .addKeyValue("state", now)
                .addKeyValue("before", before)
                .log();
        if (now == KafkaStreams.State.RUNNING) {
            running.complete(null);
        } else if (now == KafkaStreams.State.ERROR) {
            fail(new IllegalStateException("the streams application has stopped after too many faults"));
        }
    }

    private StreamThreadExceptionResponse threadDied(Throwable cause) {
        boolean again = restarts.take();
        deaths.increment();
        LOG.atError()
                .setMessage(again ? "stream thread died, replacing it" : "stream threads die, giving up")
                .addKeyValue(LogKey.ERROR, cause)
                .setCause(cause)
                .log();
        if (again) {
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        fail(cause);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private void fail(Throwable cause) {
        running.completeExceptionally(cause);
        if (failed.compareAndSet(false, true)) {
            context.onFatal().accept(cause);
        }
    }
}
