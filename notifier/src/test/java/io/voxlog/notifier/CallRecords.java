package io.voxlog.notifier;

import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.Utterance;
import io.voxlog.schemas.WebhookConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of calls in organization org-1, and subscriptions. */
public final class CallRecords {
    /** What nobody but those with access to the call may read. */
    public static final String SPOKEN = "nobody may read this";

    private CallRecords() {}

    public static Transcript sealed(String room, int version) {
        return Transcript.newBuilder()
                .setRoomSid(room)
                .setRun(0)
                .setVersion(version)
                .setRoomName("weekly")
                .setOrganizationId("org-1")
                .setComplete(true)
                .setUtterances(List.of(Utterance.newBuilder()
                        .setParticipantSid("PA_1")
                        .setParticipantIdentity("alice")
                        .setDisplayName("Alice")
                        .setTrackSid("TR_1")
                        .setStartTicks(0)
                        .setEndTicks(48_000)
                        .setText(SPOKEN)
                        .setLanguage("en")
                        .build()))
                .setFirstAudioOffset(0)
                .setLastAudioOffset(1)
                .setEngine("tone")
                .setConfigHash("")
                .build();
    }

    public static AnalysisResult result(String room, int version, String type, ResultStatus status) {
        return AnalysisResult.newBuilder()
                .setJobId(room + "/0/" + version + "/" + type)
                .setRoomSid(room)
                .setRun(0)
                .setTranscriptVersion(version)
                .setType(type)
                .setPriority(100)
                .setStatus(status)
                .setAttempt(1)
                .setOutput("{\"text\":\"" + SPOKEN + "\"}")
                .setProvider("offline")
                .setModel("rules")
                .setOrganizationId("org-1")
                .build();
    }

    static WebhookConfig webhook(String name, String url, @Nullable String organization, String... events) {
        return WebhookConfig.newBuilder()
                .setName(name)
                .setUrl(url)
                .setSecretRef("env:HOOK_SECRET")
                .setEvents(List.of(events))
                .setOrganizationId(organization)
                .build();
    }
}
