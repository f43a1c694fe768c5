package io.voxlog.analysis.adapter.streams;

import io.voxlog.analysis.CallScript;
import io.voxlog.analysis.job.JobPlan;
import io.voxlog.analysis.sealing.SealingSettings;
import io.voxlog.runtime.KafkaSettings;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.Keys;
import io.voxlog.schemas.RecordSerdes;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.Topic;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.Transcript;
import io.voxlog.testkit.LocalSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The topology on Kafka's test driver. Records get a stamp one second after the one before; the wall clock stands. */
final class TopologyFixture implements AutoCloseable {
    static final Duration SEAL_TIMEOUT = Duration.ofMinutes(10);
    static final Duration FINALS_KEPT = Duration.ofDays(2);
    static final Instant START = Instant.ofEpochMilli(CallScript.T0);

    private final RecordSerdes serdes = new LocalSerdes();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, SpecificRecord> events;
    private final TestInputTopic<String, SpecificRecord> finals;

    TopologyFixture(Path folder) {
        Map<String, Object> config = config(folder);
        Properties properties = new Properties();
        properties.putAll(config);
        driver = new TopologyTestDriver(topology(folder), properties, START);
        Duration step = Duration.ofSeconds(1);
        events = driver.createInputTopic(
                Topics.LIVEKIT_EVENTS.name(), new StringSerializer(), serdes.serializer(), START, step);
        finals = driver.createInputTopic(
                Topics.TRANSCRIPT_FINALS.name(), new StringSerializer(), serdes.serializer(), START, step);
    }

    static Topology topology(Path folder) {
        SealingSettings settings = new SealingSettings(JobPlan.DEFAULT, SEAL_TIMEOUT, FINALS_KEPT, Duration.ofDays(7));
        return new AnalysisTopology(new LocalSerdes(), settings).build(config(folder));
    }

    private static Map<String, Object> config(Path folder) {
        return AnalysisStreams.config(KafkaSettings.of("127.0.0.1:1"), "test", folder);
    }

    void events(CallScript call, List<? extends SpecificRecord> records) {
        records.forEach(record -> events.pipeInput(call.roomSid(), record));
    }

    void finals(CallScript call, List<? extends SpecificRecord> records) {
        records.forEach(record -> finals.pipeInput(call.roomSid(), record));
    }

    /** Events and finals in one order. */
    void interleaved(CallScript call, List<SpecificRecord> records) {
        records.forEach(record -> (record instanceof RoomEvent ? events : finals).pipeInput(call.roomSid(), record));
    }

    void advance(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** New values of {@code rooms}; a null is a tombstone. */
    List<TestRecord<String, SpecificRecord>> rooms() {
        return read(Topics.ROOMS);
    }

    RoomState lastRoom() {
        List<TestRecord<String, SpecificRecord>> rooms = rooms();
        return (RoomState) rooms.get(rooms.size() - 1).value();
    }

    List<Transcript> transcripts() {
        return read(Topics.TRANSCRIPTS).stream()
                .map(record -> (Transcript) record.value())
                .toList();
    }

    List<TestRecord<String, SpecificRecord>> jobs() {
        List<TestRecord<String, SpecificRecord>> jobs = new ArrayList<>();
        Topics.JOB_BANDS.forEach(band -> jobs.addAll(read(Topics.analysisJobs(band))));
        return jobs;
    }

    List<String> jobIds() {
        return jobs().stream()
                .map(record -> ((AnalysisJob) record.value()).getJobId())
                .toList();
    }

    /** How many entries all stores hold for a room. */
    long entriesOf(CallScript call) {
        long entries = 0;
        for (String store : List.of(RoomStores.ROOMS, RoomStores.RUNS, RoomStores.FINALS)) {
            try (var all = driver.<String, Object>getKeyValueStore(store).all()) {
                while (all.hasNext()) {
                    entries += Keys.room(all.next().key).equals(call.roomSid()) ? 1 : 0;
                }
            }
        }
        return entries;
    }

    private List<TestRecord<String, SpecificRecord>> read(Topic topic) {
        TestOutputTopic<String, SpecificRecord> output =
                driver.createOutputTopic(topic.name(), new StringDeserializer(), serdes.deserializer());
        return output.readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
