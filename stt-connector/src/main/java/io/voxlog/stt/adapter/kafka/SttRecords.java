package io.voxlog.stt.adapter.kafka;

import io.voxlog.schemas.Keys;
import io.voxlog.schemas.SttCheckpoint;
import io.voxlog.schemas.SttSession;
import io.voxlog.schemas.SttSessionStatus;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.TrackTranscribed;
import io.voxlog.schemas.TranscriptFinal;
import io.voxlog.schemas.TranscriptPartial;
import io.voxlog.schemas.Word;
import io.voxlog.schemas.WordKind;
import io.voxlog.stt.engine.SttEngine;
import io.voxlog.stt.session.Checkpoint;
import io.voxlog.stt.session.FinalWords;
import io.voxlog.stt.session.SessionFacts;
import io.voxlog.stt.session.Track;
import io.voxlog.stt.session.TrackCommit;
import io.voxlog.transcript.TimedWord;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Facts of sessions as records of the live run.
 *
 * @param engine the engine's name
 * @param configHash of the engine
 * @param language of the audio
 */
record SttRecords(String engine, String configHash, String language) {
    static final int RUN = 0;

    static SttRecords of(SttEngine engine, String language) {
        return new SttRecords(engine.name(), engine.configHash(), language);
    }

    /** Everything of a commit, in the order in which it is to be read: finals, the track's end, the checkpoint. */
    List<ProducerRecord<String, SpecificRecord>> records(TrackCommit commit) {
        Track track = commit.track();
        List<ProducerRecord<String, SpecificRecord>> records = new ArrayList<>();
        for (FinalWords words : commit.finals()) {
            records.add(
                    new ProducerRecord<>(Topics.TRANSCRIPT_FINALS.name(), track.roomSid(), transcribed(track, words)));
        }
        if (commit.checkpoint().finished()) {
            records.add(new ProducerRecord<>(Topics.TRANSCRIPT_FINALS.name(), track.roomSid(), ended(commit)));
        }
        String key = Keys.checkpoint(track.roomSid(), RUN, track.trackSid());
        records.add(new ProducerRecord<>(Topics.STT_CHECKPOINTS.name(), key, checkpoint(commit)));
        return records;
    }

    /** A checkpoint as the sessions know it. */
    static Checkpoint checkpoint(SttCheckpoint stored) {
        return new Checkpoint(
                stored.getResumeTicks(), stored.getLastFinalEndTicks(), stored.getFinals(), stored.getFinished());
    }

    ProducerRecord<String, SpecificRecord> partial(Track track, long startTicks, long endTicks, String text) {
        TranscriptPartial partial = TranscriptPartial.newBuilder()
                .setRun(RUN)
                .setRoomSid(track.roomSid())
                .setParticipantSid(track.participantSid())
                .setParticipantIdentity(track.participantIdentity())
                .setTrackSid(track.trackSid())
                .setStartTicks(startTicks)
                .setEndTicks(endTicks)
                .setText(text)
                .build();
        String key = track.roomSid() + "/" + track.trackSid();
        return new ProducerRecord<>(Topics.TRANSCRIPT_PARTIALS.name(), key, partial);
    }

    ProducerRecord<String, SpecificRecord> session(SessionFacts facts) {
        Track track = facts.track();
        SttSession.Builder session = SttSession.newBuilder()
                .setSessionId(facts.sessionId())
                .setRun(RUN)
                .setRoomSid(track.roomSid())
                .setParticipantSid(track.participantSid())
                .setParticipantIdentity(track.participantIdentity())
                .setTrackSid(track.trackSid())
                .setEngine(engine)
                .setStatus(SttSessionStatus.valueOf(facts.status().name()))
                .setStartTicks(facts.startTicks())
                .setAudioSeconds(facts.audioSeconds())
                .setFinals(facts.finals());
        Double confidence = facts.averageConfidence();
        if (confidence != null) {
            session.setAverageConfidence(confidence);
        }
        String error = facts.error();
        if (error != null) {
            session.setError(error);
        }
        return new ProducerRecord<>(Topics.STT_SESSIONS.name(), track.roomSid(), session.build());
    }

    private TranscriptFinal transcribed(Track track, FinalWords words) {
        return TranscriptFinal.newBuilder()
                .setId(Keys.finalId(RUN, track.trackSid(), words.idTicks()))
                .setRun(RUN)
                .setRoomSid(track.roomSid())
                .setParticipantSid(track.participantSid())
                .setParticipantIdentity(track.participantIdentity())
                .setTrackSid(track.trackSid())
                .setSessionId(words.sessionId())
                .setEngine(engine)
                .setConfigHash(configHash)
                .setLanguage(language)
                .setStartTicks(words.startTicks())
                .setEndTicks(words.endTicks())
                .setText(words.text())
                .setWords(words.words().stream().map(SttRecords::word).toList())
                .build();
    }

    private static Word word(TimedWord word) {
        Word.Builder record = Word.newBuilder()
                .setText(word.text())
                .setStartTicks(word.startTicks())
                .setEndTicks(word.endTicks())
                .setKind(word.punctuation() ? WordKind.PUNCTUATION : WordKind.WORD)
                .setEndOfSentence(word.endOfSentence());
        Double confidence = word.confidence();
        if (confidence != null) {
            record.setConfidence(confidence);
        }
        return record.build();
    }

    private TrackTranscribed ended(TrackCommit commit) {
        Track track = commit.track();
        return TrackTranscribed.newBuilder()
                .setRun(RUN)
                .setRoomSid(track.roomSid())
                .setParticipantSid(track.participantSid())
                .setTrackSid(track.trackSid())
                .setCount(commit.checkpoint().finals())
                .setEngine(engine)
                .setConfigHash(configHash)
                .setLanguage(language)
                .build();
    }

    private static SttCheckpoint checkpoint(TrackCommit commit) {
        Track track = commit.track();
        Checkpoint checkpoint = commit.checkpoint();
        return SttCheckpoint.newBuilder()
                .setRun(RUN)
                .setRoomSid(track.roomSid())
                .setParticipantSid(track.participantSid())
                .setTrackSid(track.trackSid())
                .setResumeTicks(checkpoint.resumeTicks())
                .setLastFinalEndTicks(checkpoint.finals() == 0 ? 0 : checkpoint.lastFinalEndTicks())
                .setFinals(checkpoint.finals())
                .setFinished(checkpoint.finished())
                .build();
    }
}
