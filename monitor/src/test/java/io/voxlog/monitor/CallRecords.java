package io.voxlog.monitor;

import io.voxlog.schemas.ActionKind;
import io.voxlog.schemas.AiInteraction;
import io.voxlog.schemas.AnalysisAction;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.ParticipantKind;
import io.voxlog.schemas.ResultStatus;
import io.voxlog.schemas.RoomParticipant;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.RoomStatus;
import io.voxlog.schemas.SttSession;
import io.voxlog.schemas.SttSessionStatus;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.Transcript;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.schemas.Utterance;
import io.voxlog.schemas.Word;
import io.voxlog.schemas.WordKind;
import io.voxlog.schemas.Worker;
import io.voxlog.schemas.WorkerStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The records of a call of Alice's, as the other roles write them. */
record CallRecords(String room) {
    static final int TICKS = 48_000;
    static final long T0 = 1_700_000_000_250L;

    ProducerRecord<String, SpecificRecord> state(RoomStatus status, int transcriptVersion) {
        RoomParticipant alice = RoomParticipant.newBuilder()
                .setSid("PA_1")
                .setIdentity("alice")
                .setDisplayName("Alice")
                .setKind(ParticipantKind.STANDARD)
                .setConnectionType("web")
                .setJoinedAtMillis(T0 + 500)
                .build();
        RoomState.Builder state = RoomState.newBuilder()
                .setRoomSid(room)
                .setRoomName("weekly")
                .setStatus(status)
                .setT0Millis(T0)
                .setOrganizationId("org-1")
                .setParticipants(List.of(alice))
                .setTranscriptVersion(transcriptVersion);
        if (status == RoomStatus.COMPLETED) {
            state.setClosedAtMillis(T0 + 60_000);
        }
        return new ProducerRecord<>(Topics.ROOMS.name(), room, state.build());
    }

    ProducerRecord<String, SpecificRecord> tombstone() {
        return new ProducerRecord<>(Topics.ROOMS.name(), room, null);
    }

    ProducerRecord<String, SpecificRecord> spoken(int second, String text) {
        long start = (long) second * TICKS;
        List<Word> words = List.of(
                word(start, 0.5, WordKind.WORD),
                word(start, 1.0, WordKind.WORD),
                word(start, 0.0, WordKind.PUNCTUATION));
        TranscriptFinal spoken = TranscriptFinal.newBuilder()
                .setId(Keys.finalId(0, "TR_1", start))
                .setRun(0)
                .setRoomSid(room)
                .setParticipantSid("PA_1")
                .setParticipantIdentity("alice")
                .setTrackSid("TR_1")
                .setSessionId("0/TR_1/0")
                .setEngine("tone")
                .setConfigHash("c0ffee")
                .setLanguage("en")
                .setStartTicks(start)
                .setEndTicks(start + TICKS / 2)
                .setText(text)
                .setWords(words)
                .build();
        return new ProducerRecord<>(Topics.TRANSCRIPT_FINALS.name(), room, spoken);
    }

    ProducerRecord<String, SpecificRecord> sealed(int version, String... messages) {
        List<Utterance> utterances = new ArrayList<>();
        for (String message : messages) {
            long start = (long) utterances.size() * TICKS;
            utterances.add(Utterance.newBuilder()
                    .setParticipantSid("PA_1")
                    .setParticipantIdentity("alice")
                    .setDisplayName("Alice")
                    .setTrackSid("TR_1")
                    .setStartTicks(start)
                    .setEndTicks(start + TICKS / 2)
                    .setText(message)
                    .setLanguage("en")
                    .build());
        }
        Transcript transcript = Transcript.newBuilder()
                .setRoomSid(room)
                .setRun(0)
                .setVersion(version)
                .setRoomName("weekly")
                .setComplete(true)
                .setUtterances(utterances)
                .setFirstAudioOffset(0)
                .setLastAudioOffset(9)
                .setEngine("tone")
                .setConfigHash("c0ffee")
                .build();
        return new ProducerRecord<>(Topics.TRANSCRIPTS.name(), Keys.transcript(room, 0, version), transcript);
    }

    ProducerRecord<String, SpecificRecord> erased(int version) {
        return new ProducerRecord<>(Topics.TRANSCRIPTS.name(), Keys.transcript(room, 0, version), null);
    }

    ProducerRecord<String, SpecificRecord> job(String type, int priority) {
        AnalysisJob job = AnalysisJob.newBuilder()
                .setJobId(Keys.job(room, 0, 1, type))
                .setRoomSid(room)
                .setRun(0)
                .setTranscriptVersion(1)
                .setType(type)
                .setPriority(priority)
                .setOrganizationId("org-1")
                .build();
        return new ProducerRecord<>(Topics.analysisJobs(priority).name(), job.getJobId(), job);
    }

    ProducerRecord<String, SpecificRecord> action(String type, int attempt, ActionKind kind, String detail) {
        AnalysisAction.Builder action = AnalysisAction.newBuilder()
                .setJobId(Keys.job(room, 0, 1, type))
                .setRoomSid(room)
                .setAttempt(attempt)
                .setWorker("worker-7")
                .setKind(kind)
                .setAtMillis(T0 + 70_000);
        if (!detail.isEmpty()) {
            action.setDetail(detail);
        }
        return new ProducerRecord<>(Topics.ANALYSIS_ACTIONS.name(), action.getJobId(), action.build());
    }

    ProducerRecord<String, SpecificRecord> result(String type, int priority, ResultStatus status, String text) {
        String output = "{\"result\": {\"text\": \"" + text + "\"}, \"metadata\": {\"provider\": \"offline\","
                + " \"model\": \"rules-1\", \"tokens\": {\"prompt\": 0, \"completion\": 0}, \"rule_based\": true}}";
        AnalysisResult.Builder result = AnalysisResult.newBuilder()
                .setJobId(Keys.job(room, 0, 1, type))
                .setRoomSid(room)
                .setRun(0)
                .setTranscriptVersion(1)
                .setType(type)
                .setPriority(priority)
                .setStatus(status)
                .setAttempt(2)
                .setProvider("offline")
                .setModel("rules-1");
        if (status == ResultStatus.COMPLETED) {
            result.setOutput(output);
        } else {
            result.setError(text);
        }
        return new ProducerRecord<>(Topics.ANALYSIS_RESULTS.name(), result.getJobId(), result.build());
    }

    ProducerRecord<String, SpecificRecord> session(
            int number, SttSessionStatus status, double audioSeconds, long finals, @Nullable String error) {
        long start = (long) number * 10 * TICKS;
        SttSession session = SttSession.newBuilder()
                .setSessionId("0/TR_1/" + start)
                .setRun(0)
                .setRoomSid(room)
                .setParticipantSid("PA_1")
                .setParticipantIdentity("alice")
                .setTrackSid("TR_1")
                .setEngine("tone")
                .setStatus(status)
                .setStartTicks(start)
                .setAudioSeconds(audioSeconds)
                .setFinals(finals)
                .setAverageConfidence(finals == 0 ? null : Double.valueOf(0.5))
                .setError(error)
                .build();
        return new ProducerRecord<>(Topics.STT_SESSIONS.name(), room, session);
    }

    ProducerRecord<String, SpecificRecord> asked(String type, int attempt, @Nullable String error) {
        String job = Keys.job(room, 0, 1, type);
        AiInteraction asked = AiInteraction.newBuilder()
                .setId(job + "/" + attempt + "/1")
                .setRoomSid(room)
                .setOrganizationId("org-1")
                .setJobId(job)
                .setProvider("openai")
                .setModel("gpt-4")
                .setPromptTokens(20)
                .setCompletionTokens(3)
                .setLatencyMillis(41)
                .setError(error)
                .setAtMillis(T0 + 70_000 + attempt)
                .build();
        return new ProducerRecord<>(Topics.AI_INTERACTIONS.name(), room, asked);
    }

    static ProducerRecord<String, SpecificRecord> worker(
            String id, WorkerStatus status, Instant heartbeat, String... rooms) {
        Worker worker = Worker.newBuilder()
                .setWorkerId(id)
                .setMode("both")
                .setRoles(List.of("ingest", "monitor"))
                .setStatus(status)
                .setStartedAtMillis(T0)
                .setHeartbeatAtMillis(heartbeat.toEpochMilli())
                .setRooms(List.of(rooms))
                .setVersion("1")
                .build();
        return new ProducerRecord<>(Topics.WORKERS.name(), id, worker);
    }

    private static Word word(long start, double confidence, WordKind kind) {
        return Word.newBuilder()
                .setText("w")
                .setStartTicks(start)
                .setEndTicks(start + 1)
                .setConfidence(confidence)
                .setKind(kind)
                .build();
    }
}
