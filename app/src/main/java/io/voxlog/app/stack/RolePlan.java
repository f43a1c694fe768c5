package io.voxlog.app.stack;

import io.voxlog.analysis.AnalysisConfig;
import io.voxlog.analysis.AnalysisRole;
import io.voxlog.analysis.JobWorkersRole;
import io.voxlog.audio.AudioStreamConfig;
import io.voxlog.audio.AudioStreamRole;
import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.ingest.IngestConfig;
import io.voxlog.ingest.IngestRole;
import io.voxlog.monitor.MonitorConfig;
import io.voxlog.monitor.MonitorRole;
import io.voxlog.notifier.NotifierConfig;
import io.voxlog.notifier.NotifierRole;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import io.voxlog.stt.SttConnectorConfig;
import io.voxlog.stt.SttConnectorRole;
import io.voxlog.stt.engine.SttEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Which roles a process runs, with their settings read: nothing is made or connected yet.
 *
 * @param mode for records; the one chosen, else the smallest with all the roles
 * @param roles in the order in which they are started
 * @param makers one for each role
 * @param postgres of the tables, where a role needs it
 */
public record RolePlan(Mode mode, List<RoleName> roles, List<Maker> makers, Optional<PostgresSettings> postgres) {
    private static final String MODE = "MODE";
    private static final String ROLES = "ROLES";

    /** Makes a role of settings that have been read. */
    @FunctionalInterface
    public interface Maker {
        /**
         * Makes the role; nothing is started.
         *
         * @param engine asked by roles that recognise speech only
         */
        Role make(RoleContext context, Supplier<SttEngine> engine);
    }

    public RolePlan {
        roles = List.copyOf(roles);
        makers = List.copyOf(makers);
    }

    /**
     * Reads {@code MODE} [both] and {@code ROLES}, which wins over it, and the settings of those roles; problems are
     * reported by {@link Env#check}.
     */
    public static RolePlan from(Env env) {
        Mode mode = env.parsed(MODE, Mode.BOTH, "transcription, ai-jobs or both", Mode::parse);
        Set<RoleName> given =
                env.parsed(ROLES, Set.of(), "of " + RoleName.names() + ", comma separated", RoleName::parse);
        return given.isEmpty() ? of(mode, mode.roles(), env) : of(Mode.of(given), given, env);
    }

    /** A plan of all roles. */
    static RolePlan all(Env env) {
        return of(Mode.BOTH, Mode.BOTH.roles(), env);
    }

    /** The roles' names, for people. */
    public String names() {
        return String.join(", ", texts());
    }

    /** The roles' names in the order of the flow. */
    List<String> texts() {
        return roles.stream().sorted().map(RoleName::text).toList();
    }

    private static RolePlan of(Mode mode, Set<RoleName> names, Env env) {
        List<RoleName> ordered =
                names.stream().sorted(Comparator.reverseOrder()).toList();
        List<Maker> makers = new ArrayList<>();
        ordered.forEach(name -> makers.add(maker(name, env)));
        Optional<PostgresSettings> postgres = names.contains(RoleName.MONITOR)
                ? env.parsedSecret(
                        PostgresSettings.URL_VARIABLE,
                        Optional.empty(),
                        PostgresSettings.FORM,
                        url -> Optional.of(PostgresSettings.parse(url)))
                : Optional.empty();
        return new RolePlan(mode, ordered, makers, postgres);
    }

    private static Maker maker(RoleName name, Env env) {
        return switch (name) {
            case INGEST -> {
                IngestConfig config = IngestConfig.from(env);
                yield (context, engine) -> new IngestRole(context, config);
            }
            case AUDIO_STREAM -> {
                AudioStreamConfig config = AudioStreamConfig.from(env);
                yield (context, engine) -> new AudioStreamRole(context, config);
            }
            case STT_CONNECTOR -> {
                SttConnectorConfig config = SttConnectorConfig.from(env);
                yield (context, engine) -> new SttConnectorRole(context, config, engine.get());
            }
            case ANALYSIS -> {
                AnalysisConfig config = AnalysisConfig.from(env);
                yield (context, engine) -> new AnalysisRole(context, config);
            }
            case JOB_WORKERS -> {
                AnalysisConfig config = AnalysisConfig.from(env);
                yield (context, engine) -> new JobWorkersRole(context, config);
            }
            case MONITOR -> {
                MonitorConfig config = MonitorConfig.from(env);
                yield (context, engine) -> new MonitorRole(context, config);
            }
            case NOTIFIER -> {
                NotifierConfig config = NotifierConfig.from(env);
                yield (context, engine) -> new NotifierRole(context, config);
            }
        };
    }
}
