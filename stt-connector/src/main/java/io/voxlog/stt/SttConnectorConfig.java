package io.voxlog.stt;

import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.PcmLayout;
import io.voxlog.stt.session.SessionSettings;

/**
 * Configuration of the STT connector.
 *
 * @param pcmLayout where the audio lies
 */
public record SttConnectorConfig(SessionSettings sessions, PcmLayout pcmLayout) {
    /** What holds where nothing is set. */
    public static final SttConnectorConfig USUAL = new SttConnectorConfig(SessionSettings.USUAL, PcmLayout.PARTICIPANT);

    /** Reads PCM_LAYOUT and the variables {@code STT_…}, named after the components of {@link SessionSettings}. */
    public static SttConnectorConfig from(Env env) {
        SessionSettings usual = SessionSettings.USUAL;
        SessionSettings sessions = new SessionSettings(
                env.string("STT_LANGUAGE", usual.language()),
                env.bool("STT_PARTIALS", usual.partials()),
                env.duration("STT_MAX_DELAY", usual.maxDelay()),
                env.duration("STT_PRE_ROLL", usual.preRoll()),
                env.duration("STT_CHECKPOINT_INTERVAL", usual.checkpointInterval()),
                env.duration("STT_MAX_BACKLOG", usual.maxBacklog()),
                env.duration("STT_STALL_TIMEOUT", usual.stallTimeout()),
                backoff(env, usual.retry()),
                env.duration("STT_REJECTED_RETRY", usual.rejectedRetry()));
        return new SttConnectorConfig(sessions, PcmLayout.from(env));
    }

    private static Backoff backoff(Env env, Backoff usual) {
        var floor = env.duration("STT_RETRY_FLOOR", usual.floor());
        var cap = env.duration("STT_RETRY_CAP", usual.cap());
        var base = usual.base().compareTo(floor) < 0 ? floor : usual.base();
        return new Backoff(floor, base, cap.compareTo(base) < 0 ? base : cap);
    }
}
