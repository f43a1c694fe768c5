package io.voxlog.app.stack;

import io.voxlog.runtime.Env;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.runtime.ops.OpsConfig;
import io.voxlog.stt.engine.SttEngine;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a process of Voxlog is started with.
 *
 * @param plan its roles
 * @param workerId its name
 * @param ops where operators ask
 * @param heartbeat how often it renews its record
 * @param kafka the cluster
 * @param registryUrl of the schemas
 * @param engine made if a role needs it, and closed with the process
 */
public record NodeOptions(
        RolePlan plan,
        String workerId,
        OpsConfig ops,
        Duration heartbeat,
        KafkaSettings kafka,
        String registryUrl,
        Supplier<SttEngine> engine) {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /**
     * Reads {@code WORKER_ID}, {@code OPS_…} and {@code HEARTBEAT_INTERVAL} [15s]; problems are reported by
     * {@link Env#check}.
     */
    public static NodeOptions from(
            Env env, RolePlan plan, KafkaSettings kafka, String registryUrl, Supplier<SttEngine> engine) {
        Duration heartbeat = env.duration("HEARTBEAT_INTERVAL", HEARTBEAT);
        if (heartbeat.isZero()) {
            env.refuse("HEARTBEAT_INTERVAL", "must be longer than nothing");
        }
        String workerId = env.find("WORKER_ID").orElseGet(WorkerIds::fresh);
        return new NodeOptions(plan, workerId, OpsConfig.from(env), heartbeat, kafka, registryUrl, engine);
    }
}
