package io.voxlog.monitor;

import io.voxlog.monitor.adapter.kafka.ConfigLog;
import io.voxlog.monitor.config.ConfigKey;
import io.voxlog.schemas.ActionKind;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.schemas.SttSessionStatus;
import io.voxlog.schemas.WorkerStatus;
import java.time.Instant;
import java.util.Map;

/** A call under way with two engine sessions and three jobs, a room that waits, four workers, four entries. */
final class KnownCall {
    static final CallRecords CALL = new CallRecords("RM_weekly");

    private KnownCall() {}

    static void send(MonitorFixture fixture) {
        Instant now = Instant.now();
        fixture.send(new CallRecords("RM_waiting").state(RoomStatus.PENDING, 0));
        fixture.send(CALL.state(RoomStatus.ACTIVE, 0));
        fixture.send(CALL.session(0, SttSessionStatus.ACTIVE, 2, 1, null));
        fixture.send(
                CALL.spoken(3, "And the budget?"), CALL.spoken(1, "Good morning."), CALL.spoken(9, ". It is fine."));
        fixture.send(CALL.spoken(12, "..."), CALL.session(1, SttSessionStatus.STARTING, 0, 0, null));
        fixture.send(CALL.session(1, SttSessionStatus.FAILED, 30, 2, "quota exceeded"));
        fixture.send(CALL.job("summary", 100), CALL.job("sentiment", 70), CALL.job("action_items", 90));
        fixture.send(
                CALL.action("summary", 1, ActionKind.CLAIMED, ""), CALL.asked("summary", 1, "429 too many requests"));
        fixture.send(CALL.action("summary", 2, ActionKind.CLAIMED, ""), CALL.asked("summary", 2, null));
        fixture.send(CALL.action("summary", 2, ActionKind.COMPLETED, ""));
        fixture.send(CALL.result("summary", 100, ResultStatus.COMPLETED, "all well"));
        fixture.send(CallRecords.worker("killed", WorkerStatus.ACTIVE, now.minusSeconds(46), "RM_lost", "RM_weekly"));
        fixture.send(CallRecords.worker("working", WorkerStatus.ACTIVE, now.plusSeconds(3_600), "RM_weekly"));
        fixture.send(CallRecords.worker("idle", WorkerStatus.IDLE, now.plusSeconds(3_600)));
        fixture.send(CallRecords.worker("gone", WorkerStatus.STOPPED, now.minusSeconds(9_000)));
    }

    static void configure(ConfigLog config) {
        config.put(
                ConfigKey.parse("speechmatics/default"),
                Map.of(
                        "api_key", "env:SPEECHMATICS_API_KEY",
                        "default_language", "en",
                        "enable_partials", "true",
                        "operating_point", "standard"));
        config.put(ai("anthropic"), model("claude-3-5-sonnet-20241022", 90, "env:ANTHROPIC_API_KEY"));
        config.put(ai("openai"), model("gpt-4", 100, "env:OPENAI_API_KEY"));
        config.put(ai("retired"), Map.of("model_name", "old", "priority", 200, "is_active", false));
    }

    static ConfigKey ai(String service) {
        return ConfigKey.parse("ai/" + service + "/post-call-analysis");
    }

    private static Map<String, Object> model(String name, int priority, String key) {
        return Map.of("model_name", name, "priority", priority, "api_key", key);
    }
}
