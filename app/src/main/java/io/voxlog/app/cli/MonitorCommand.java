package io.voxlog.app.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.voxlog.app.stack.Logs;
import io.voxlog.monitor.MonitorConfig;
import io.voxlog.monitor.adapter.kafka.LogRebuild;
import io.voxlog.monitor.adapter.pg.PgProjection;
import io.voxlog.monitor.rebuild.RebuildGoal;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.ApicurioSerdes;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Work on the tables in Postgres. */
@Command(name = "monitor", description = "Work on the tables in Postgres.")
public final class MonitorCommand {
    private static final String DEFAULT_SERVER = "127.0.0.1:9092";
    private static final long REPORT_NANOS = Duration.ofSeconds(1).toNanos();

    @Spec
    private CommandSpec spec;

    @Command(
            name = "rebuild",
            description = {
                "Empty the tables and fill them again from the beginning of the log. Monitors may be running: they start",
                "over as well and share the work. Until it is done the tables are incomplete. The database is that of",
                "VOXLOG_PG_URL, else that of ./voxlog dev in this folder."
            })
    int rebuild(@Mixin ClusterOptions cluster) throws InterruptedException {
        Logs.quiet();
        Env env = cluster.env();
        KafkaSettings kafka = KafkaSettings.from(env, DEFAULT_SERVER);
        String registry = env.required("SCHEMA_REGISTRY_URL", "Apicurio Registry; or give --registry");
        MonitorConfig config = MonitorConfig.from(env);
        env.check();
        Vertx vertx = Vertx.vertx();
        try {
            RoleContext context = new RoleContext(
                    vertx,
                    kafka,
                    ApicurioSerdes.connect(registry),
                    Clock.systemUTC(),
                    "rebuild-" + ProcessHandle.current().pid(),
                    new SimpleMeterRegistry(),
                    fault -> {});
            PgProjection projection = new PgProjection(vertx, config.postgres(), config.connections());
            Map<String, Long> rows = new LogRebuild(context, projection, config.retry(), config.retention())
                    .run(progress(spec.commandLine().getOut()));
            print(rows);
            return 0;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void print(Map<String, Long> rows) {
        PrintWriter out = spec.commandLine().getOut();
        rows.forEach((table, count) -> out.printf("%-24s %d rows%n", table, count));
        out.flush();
    }

    /** A line at the start, at the end, and each second between. */
    private static Consumer<RebuildGoal.Progress> progress(PrintWriter out) {
        AtomicLong reportedAt = new AtomicLong(System.nanoTime() - REPORT_NANOS);
        return progress -> {
            long now = System.nanoTime();
            if (progress.complete() || now - reportedAt.get() >= REPORT_NANOS) {
                reportedAt.set(now);
                long percent = progress.total() == 0 ? 100 : progress.done() * 100 / progress.total();
                out.printf("%3d %%  %d of %d offsets projected%n", percent, progress.done(), progress.total());
                out.flush();
            }
        };
    }
}
