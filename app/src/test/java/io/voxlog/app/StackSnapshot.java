package io.voxlog.app;

import io.voxlog.app.stack.EmbeddedStack;
import io.voxlog.infra.postgres.PostgresSettings;
import io.voxlog.schemas.AnalysisJob;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.EventSource;
import io.voxlog.schemas.PcmHeaders;
import io.voxlog.schemas.RoomEvent;
import io.voxlog.schemas.Topic;
import io.voxlog.schemas.Topics;
import io.voxlog.testkit.TopicReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What a system has made of one room, as text that can be compared: topics and tables. Live-lane topics are read as
 * their readers do, without repeats (by id, or by position). Left out are the places of records in their partitions,
 * and who worked when.
 */
final class StackSnapshot {
    private static final List<String> TABLES =
            List.of("rooms", "participants", "transcriptions", "transcripts", "utterances", "post_call_jobs");
    private static final List<String> PLACES = List.of(
            "epoch",
            "audioOffset",
            "firstAudioOffset",
            "lastAudioOffset",
            "firstOffset",
            "lastOffset",
            "agent",
            "sealedAtMillis",
            "attempt");
    /** A row without who worked when. */
    private static final String WITHOUT_WORKERS =
            "(to_jsonb(t) - '{media_worker_id,media_worker_heartbeat,speechmatics_session_id,provider_start_time,"
                    + "provider_end_time,claimed_by_worker,claimed_at,claim_attempt,"
                    + "completed_at,updated_at}'::text[] - case when to_jsonb(t) ? 'job_type' then 'created_at' else '' end)::text";

    private static final String WRITTEN_AT = "createdAtMillis";

    private final EmbeddedStack stack;
    private final String room;
    private final TopicReader reader;

    StackSnapshot(EmbeddedStack stack, String room) {
        this.stack = stack;
        this.room = room;
        this.reader = new TopicReader(stack.kafka(), stack.serdes());
    }

    Map<String, List<String>> read() throws Exception {
        Map<String, List<String>> all = new TreeMap<>();
        all.put("livekit.events", events());
        all.put("rooms", latest(Topics.ROOMS));
        all.put("transcript.finals", every(Topics.TRANSCRIPT_FINALS));
        all.put("transcripts", every(Topics.TRANSCRIPTS));
        all.put(
                "analysis.jobs",
                Topics.JOB_BANDS.stream()
                        .flatMap(band -> reader.values(Topics.analysisJobs(band), AnalysisJob.class).stream())
                        .map(StackSnapshot::text)
                        .toList());
        all.put(
                "analysis.results",
                reader.values(Topics.ANALYSIS_RESULTS, AnalysisResult.class).stream()
                        .map(StackSnapshot::text)
                        .sorted()
                        .toList());
        pcm(all);
        tables(all);
        return all;
    }

    private List<String> events() {
        Map<String, String> byId = new TreeMap<>();
        for (ConsumerRecord<String, SpecificRecord> record : reader.readAll(Topics.LIVEKIT_EVENTS)) {
            GenericRecord event = (GenericRecord) record.value();
            String id = String.valueOf(event.get("id"));
            String key = id.startsWith(Topics.LIVEKIT_AUDIO.name()) ? event.get("type") + text(event) : id;
            byId.putIfAbsent(key, text(event));
        }
        return List.copyOf(new TreeSet<>(byId.values()));
    }

    private List<String> latest(Topic topic) {
        Map<String, String> byKey = new TreeMap<>();
        reader.readAll(topic).forEach(record -> byKey.put(record.key(), text((GenericRecord) record.value())));
        return List.copyOf(byKey.values());
    }

    private List<String> every(Topic topic) {
        return reader.readAll(topic).stream()
                .map(record -> record.key() + " " + text((GenericRecord) record.value()))
                .sorted()
                .toList();
    }

    private void pcm(Map<String, List<String>> all) throws Exception {
        try (Admin admin = Admin.create(stack.kafka().admin("snapshot"))) {
            for (String topic : new TreeSet<>(admin.listTopics().names().get())) {
                if (topic.startsWith(Topics.pcmPrefix(room))) {
                    Map<String, String> byPosition = new TreeMap<>();
                    reader.readBytes(topic)
                            .forEach(record -> byPosition.putIfAbsent(
                                    record.key() + " " + header(record, PcmHeaders.POSITION),
                                    header(record, PcmHeaders.KIND) + " " + Arrays.hashCode(record.value())));
                    all.put(
                            topic,
                            byPosition.entrySet().stream().map(Object::toString).toList());
                }
            }
        }
    }

    private void tables(Map<String, List<String>> all) throws SQLException {
        PostgresSettings settings = stack.infrastructure().postgres();
        try (Connection connection = DriverManager.getConnection(
                        settings.jdbcUrl(), settings.user(), settings.password().reveal());
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                List<String> rows = new ArrayList<>();
                try (ResultSet result =
                        statement.executeQuery("select " + WITHOUT_WORKERS + " from " + table + " t order by 1")) {
                    while (result.next()) {
                        rows.add(result.getString(1));
                    }
                }
                all.put("table " + table, rows);
            }
        }
    }

    private static String text(GenericRecord record) {
        StringBuilder text = new StringBuilder(record.getSchema().getName());
        record.getSchema().getFields().stream()
                .filter(field -> !PLACES.contains(field.name()) && !field.name().equals("id"))
                .filter(field -> !field.name().equals(WRITTEN_AT) || !isControlCopy(record))
                .forEach(field ->
                        text.append(' ').append(field.name()).append('=').append(value(record.get(field.pos()))));
        return text.toString();
    }

    /** Its time is when its original was written. */
    private static boolean isControlCopy(GenericRecord record) {
        return record instanceof RoomEvent event && event.getSource() == EventSource.AUDIO_LOG;
    }

    private static String value(Object value) {
        if (value instanceof GenericRecord nested) {
            return "{" + text(nested) + "}";
        }
        if (value instanceof List<?> list) {
            return Stream.of(list.toArray()).map(StackSnapshot::value).toList().toString();
        }
        if (value instanceof ByteBuffer bytes) {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }
        return String.valueOf(value);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
