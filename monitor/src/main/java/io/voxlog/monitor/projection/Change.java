package io.voxlog.monitor.projection;

import io.voxlog.monitor.config.ConfigEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One change of the tables. Applying it twice is the same as applying it once. */
public sealed interface Change {
    /** A room as it stands now. */
    record RoomChanged(
            String id,
            String name,
            String serverId,
            @Nullable String organizationId,
            String status,
            @Nullable Instant t0,
            int emptyTimeoutSeconds,
            @Nullable Instant closedAt,
            int transcriptVersion,
            boolean aiEnabled,
            boolean transcriptionEnabled,
            Map<String, Object> metadata)
            implements Change {
        public RoomChanged {
            metadata = Map.copyOf(metadata);
        }
    }

    /** A participant of a room as they stand now. */
    record ParticipantChanged(
            String id,
            String roomId,
            String sid,
            String identity,
            String displayName,
            String kind,
            boolean human,
            String connectionType,
            @Nullable String phoneNumber,
            @Nullable Instant joinedAt,
            @Nullable Instant leftAt,
            boolean active)
            implements Change {}

    /**
     * A final of an engine; never changes. Times are seconds since the room's t0.
     *
     * @param confidence 0 to 1; null where the engine gives none
     */
    record FinalSpoken(
            String id,
            String roomId,
            int run,
            String participantId,
            String sttSessionId,
            String text,
            @Nullable Double confidence,
            double start,
            double end,
            String language,
            Map<String, Object> metadata)
            implements Change {
        public FinalSpoken {
            metadata = Map.copyOf(metadata);
        }
    }

    /** A sealed transcript. It outlives the room's own record on the log, so it tells of the room as well. */
    record TranscriptSealed(
            String id,
            RoomFacts room,
            int run,
            int version,
            boolean complete,
            String engine,
            String configHash,
            List<Line> lines)
            implements Change {
        public TranscriptSealed {
            lines = List.copyOf(lines);
        }
    }

    /** What a transcript knows of its room. */
    record RoomFacts(
            String id,
            String name,
            @Nullable String organizationId,
            @Nullable Instant t0) {}

    /** An utterance of a sealed transcript. Times are seconds since the room's t0. */
    record Line(
            String participantSid,
            String identity,
            String speaker,
            String message,
            double start,
            double end,
            @Nullable Double confidence,
            String language) {}

    /** A transcript was erased from the log. */
    record TranscriptErased(String id) implements Change {}

    /** An engine session as it stands now. A later change has the newer facts. */
    record SessionChanged(
            String id,
            String roomId,
            int run,
            String participantId,
            String sessionId,
            String trackSid,
            String engine,
            String status,
            double start,
            double audioSeconds,
            long finals,
            @Nullable Double averageConfidence,
            @Nullable String error,
            long offset)
            implements Change {}

    /**
     * A job is to be done.
     *
     * @param createdAt when it was put on the log
     */
    record JobPlanned(Job job, int priority, @Nullable String organizationId, Instant createdAt) implements Change {}

    /**
     * A worker does something for a job.
     *
     * @param status pending, claimed or processing
     * @param attempt counts from 1
     * @param error why the attempt failed, if it did
     * @param claimed by whom and when, if this is the claim
     * @param completedAt when the job was done, if it is
     */
    record JobAdvanced(
            Job job,
            String status,
            int attempt,
            @Nullable String error,
            @Nullable JobClaim claimed,
            @Nullable Instant completedAt)
            implements Change {}

    /** Who claimed a job, and when. */
    record JobClaim(String worker, Instant at) {}

    /**
     * A job has ended. The first end of a job stays.
     *
     * @param status completed, failed or skipped
     * @param output JSON {@code {result, metadata}}; null unless completed
     */
    record JobEnded(
            Job job,
            int priority,
            String status,
            int attempt,
            @Nullable String output,
            @Nullable String error) implements Change {}

    /** A provider was asked; never changes. */
    record ProviderAsked(
            String id,
            String roomId,
            @Nullable String organizationId,
            String jobId,
            String type,
            String provider,
            String model,
            long promptTokens,
            long completionTokens,
            long latencyMillis,
            @Nullable String error,
            Instant at)
            implements Change {}

    /** A worker as it said last. */
    record WorkerSeen(
            String id,
            String mode,
            String status,
            Instant startedAt,
            Instant heartbeatAt,
            List<String> rooms,
            List<String> roles,
            String version)
            implements Change {
        public WorkerSeen {
            rooms = List.copyOf(rooms);
            roles = List.copyOf(roles);
        }
    }

    /** A worker's record was removed. */
    record WorkerForgotten(String id) implements Change {}

    /** An entry of the configuration as it stands now. */
    record ConfigSet(ConfigEntry entry, Instant at) implements Change {}

    /** An entry of the configuration was removed. */
    record ConfigRemoved(String key) implements Change {}

    /** Which job: id = room sid/run/transcript version/type. */
    record Job(String id, String roomId, int run, int transcriptVersion, String type) {
        /** Takes a job's id apart. */
        public static Job parse(String id) {
            String[] parts = id.split("/", -1);
            if (parts.length != 4) {
                throw new IllegalArgumentException("not the id of a job: " + id);
            }
            return new Job(id, parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]);
        }
    }
}
