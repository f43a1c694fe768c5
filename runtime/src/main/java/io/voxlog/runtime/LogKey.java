package io.voxlog.runtime;

/** Keys of structured log facts. */
public final class LogKey {
    public static final String ATTEMPT = "attempt";
    public static final String COMPONENT = "component";
    public static final String DURATION_MILLIS = "durationMillis";
    public static final String EPOCH = "epoch";
    public static final String ERROR = "error";
    public static final String EVENT_ID = "eventId";
    public static final String EVENT_TYPE = "eventType";
    public static final String JOB_ID = "jobId";
    public static final String OFFSET = "offset";
    public static final String PARTICIPANT_IDENTITY = "participantIdentity";
    public static final String PARTICIPANT_SID = "participantSid";
    public static final String PARTITION = "partition";
    public static final String REASON = "reason";
    public static final String ROOM_SID = "roomSid";
    public static final String STT_SESSION_ID = "sttSessionId";
    public static final String TOPIC = "topic";
    public static final String TRACK_SID = "trackSid";
    public static final String WORKER_ID = "workerId";

    private LogKey() {}
}
