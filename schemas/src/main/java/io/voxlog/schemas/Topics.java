package io.voxlog.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every topic of Voxlog, and how the names of the per-participant topics are made. */
public final class Topics {
    public static final Topic LIVEKIT_EVENTS = new Topic("livekit.events", List.of(RoomEvent.SCHEMA$));
    public static final Topic LIVEKIT_AUDIO = new Topic(
            "livekit.audio",
            List.of(
                    RoomJoined.SCHEMA$,
                    TrackOpened.SCHEMA$,
                    OpusPacket.SCHEMA$,
                    TrackProgress.SCHEMA$,
                    TrackClosed.SCHEMA$,
                    RoomClosed.SCHEMA$));
    public static final Topic ROOMS = new Topic("rooms", List.of(RoomState.SCHEMA$));
    public static final Topic STT_CHECKPOINTS = new Topic("stt.checkpoints", List.of(SttCheckpoint.SCHEMA$));
    public static final Topic STT_SESSIONS = new Topic("stt.sessions", List.of(SttSession.SCHEMA$));
    public static final Topic TRANSCRIPT_PARTIALS =
            new Topic("transcript.partials", List.of(TranscriptPartial.SCHEMA$));
    public static final Topic TRANSCRIPT_FINALS =
            new Topic("transcript.finals", List.of(TranscriptFinal.SCHEMA$, TrackTranscribed.SCHEMA$));
    public static final Topic TRANSCRIPTS = new Topic("transcripts", List.of(Transcript.SCHEMA$));
    public static final Topic ANALYSIS_ACTIONS = new Topic("analysis.actions", List.of(AnalysisAction.SCHEMA$));
    public static final Topic ANALYSIS_RESULTS = new Topic("analysis.results", List.of(AnalysisResult.SCHEMA$));

    public static final Topic WORKERS = new Topic("workers", List.of(Worker.SCHEMA$));
    public static final Topic CONFIG =
            new Topic("config", List.of(SpeechmaticsConfig.SCHEMA$, AiConfig.SCHEMA$, WebhookConfig.SCHEMA$));
    public static final Topic AI_INTERACTIONS = new Topic("ai.interactions", List.of(AiInteraction.SCHEMA$));
    public static final Topic WEBHOOK_DELIVERIES = new Topic("webhook.deliveries", List.of(WebhookDelivery.SCHEMA$));

    /**
     * Records that a role could not read or process, as raw bytes, with the cause in headers that start with
     * {@code __streams.errors.}. No schema.
     */
    public static final Topic DEAD_LETTERS = new Topic("dead-letters", List.of());

    /**
     * The audio of all participants in the shared layout, keyed by {@link Keys#pcm}; unused in the other. Raw samples
     * with {@link PcmHeaders}, no schema.
     */
    public static final Topic AUDIO_PCM = new Topic("audio.pcm", List.of());

    /** Priorities of the bands of analysis jobs, highest first; each has a topic of its own. */
    public static final List<Integer> JOB_BANDS = List.of(100, 90, 70, 50);

    /** Prefix of the per-participant PCM topics. */
    public static final String PCM_PREFIX = "audio.pcm.";

    private static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Topics() {}

    /** The topic of one band of analysis jobs. */
    public static Topic analysisJobs(int band) {
        return new Topic("analysis.jobs." + band, List.of(AnalysisJob.SCHEMA$));
    }

    /** All topics that provisioning makes, i.e. all but the per-participant ones. */
    public static List<Topic> all() {
        return Stream.concat(
                        Stream.of(
                                LIVEKIT_EVENTS,
                                LIVEKIT_AUDIO,
                                AUDIO_PCM,
                                ROOMS,
                                STT_CHECKPOINTS,
                                STT_SESSIONS,
                                TRANSCRIPT_PARTIALS,
                                TRANSCRIPT_FINALS,
                                TRANSCRIPTS,
                                ANALYSIS_ACTIONS,
                                ANALYSIS_RESULTS,
                                WORKERS,
                                CONFIG,
                                AI_INTERACTIONS,
                                WEBHOOK_DELIVERIES,
                                DEAD_LETTERS),
                        JOB_BANDS.stream().map(Topics::analysisJobs))
                .toList();
    }

    /**
     * Name of a participant's PCM topic: a pure function of the two sids. A sid that is no legal part of a topic name
     * is replaced by a hash of itself.
     */
    public static String pcm(String roomSid, String participantSid) {
        return pcmPrefix(roomSid) + safe(participantSid);
    }

    /** What the names of all PCM topics of a room start with. */
    public static String pcmPrefix(String roomSid) {
        return PCM_PREFIX + safe(roomSid) + ".";
    }

    private static String safe(String sid) {
        if (SAFE_NAME.matcher(sid).matches()) {
            return sid;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(sid.getBytes(StandardCharsets.UTF_8));
            return "x" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
