package io.voxlog.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.voxlog.infra.kafka.PlannedTopic;
import io.voxlog.infra.kafka.TopicPlan;
import io.voxlog.schemas.PcmHeaders;
import io.voxlog.schemas.Topic;
import io.voxlog.schemas.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** docs/asyncapi.yaml as it follows from the catalogue of topics, their schemas and topics.yaml. */
final class AsyncApiDocument {
    private static final String BINDING = "0.5.0";
    private static final String PCM = "audio.pcm.participant";

    /** Settings of a topic that AsyncAPI's Kafka binding has a place for. */
    private static final List<String> NUMBERS = List.of("retention.ms", "max.message.bytes");

    /** How a topic's keys are made, where they are not the bare room sid. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry(Topics.STT_CHECKPOINTS.name(), "room/run/track"),
            Map.entry(Topics.TRANSCRIPT_PARTIALS.name(), "room/track"),
            Map.entry(Topics.TRANSCRIPTS.name(), "room/run/version"),
            Map.entry(Topics.ANALYSIS_ACTIONS.name(), "room/run/version/type: the job's id"),
            Map.entry(Topics.ANALYSIS_RESULTS.name(), "room/run/version/type: the job's id"),
            Map.entry(Topics.WORKERS.name(), "worker id"),
            Map.entry(Topics.CONFIG.name(), "speechmatics/name, ai/service/use case or webhook/name"),
            Map.entry(Topics.DEAD_LETTERS.name(), "that of the record that could not be processed"));

    private static final String ROOM_KEY = "room sid";
    private static final String JOB_KEY = "room/run/version/type: the job's id";

    private AsyncApiDocument() {}

    /** The whole document. */
    static String yaml() {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));
        try {
            return yaml.writeValueAsString(document());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of maps can be written", e);
        }
    }

    private static Map<String, Object> document() {
        Map<String, Object> channels = new LinkedHashMap<>();
        Map<String, Object> operations = new LinkedHashMap<>();
        Map<String, Object> messages = new LinkedHashMap<>();
        for (PlannedTopic planned : TopicPlan.load().topics()) {
            Topic topic = find(planned.name());
            channels.put(topic.name(), channel(planned, topic));
            operations.put("write " + topic.name(), operation(topic.name(), "Written by " + planned.owner() + "."));
            topic.schemas().forEach(schema -> messages.put(schema.getName(), message(topic, schema)));
        }
        messages.put("DeadLetter", deadLetter());
        channels.put(PCM, pcmChannel());
        operations.put("write " + PCM, operation(PCM, "Written by audio-stream; deleted by ingest after a grace."));
        messages.put("Pcm", pcm());
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put("info", info());
        document.put("servers", servers());
        document.put("channels", channels);
        document.put("operations", operations);
        document.put("components", Map.of("messages", messages));
        return document;
    }

    private static Map<String, Object> info() {
        return ordered(
                "title",
                "Voxlog",
                "version",
                "0.1.0",
                "description",
                "LiveKit rooms as durable, replayable Kafka topics. Made from the topic catalogue, the Avro schemas and"
                        + " topics.yaml; a test compares. Times in ticks are 1/48000 s since the room's start.",
                "license",
                Map.of("name", "Apache-2.0"));
    }

    private static Map<String, Object> servers() {
        Map<String, Object> kafka = ordered(
                "schemaRegistryUrl",
                "http://127.0.0.1:8080",
                "schemaRegistryVendor",
                "apicurio",
                "bindingVersion",
                BINDING);
        return Map.of(
                "local", ordered("host", "127.0.0.1:9092", "protocol", "kafka", "bindings", Map.of("kafka", kafka)));
    }

    private static Map<String, Object> channel(PlannedTopic planned, Topic topic) {
        Map<String, Object> messages = new LinkedHashMap<>();
        topic.schemas().forEach(schema -> messages.put(schema.getName(), messageReference(schema.getName())));
        if (topic.equals(Topics.AUDIO_PCM)) {
            messages.put("Pcm", messageReference("Pcm"));
        } else if (messages.isEmpty()) {
            messages.put("DeadLetter", messageReference("DeadLetter"));
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        Map<String, String> planSettings = new TreeMap<>(planned.settings());
        settings.put("cleanup.policy", List.of(Objects.requireNonNull(planSettings.get("cleanup.policy"))));
        NUMBERS.stream()
                .filter(planSettings::containsKey)
                .forEach(name -> settings.put(name, Long.parseLong(planSettings.getOrDefault(name, "0"))));
        Map<String, Object> kafka = ordered(
                "topic",
                topic.name(),
                "partitions",
                planned.partitions(),
                "topicConfiguration",
                settings,
                "bindingVersion",
                BINDING);
        return ordered("address", topic.name(), "messages", messages, "bindings", Map.of("kafka", kafka));
    }

    private static Map<String, Object> pcmChannel() {
        Map<String, Object> kafka = ordered(
                "partitions",
                1,
                "topicConfiguration",
                Map.of("cleanup.policy", List.of("delete")),
                "bindingVersion",
                BINDING);
        return ordered(
                "address",
                Topics.PCM_PREFIX + "{roomSid}.{participantSid}",
                "description",
                "The audio of one participant: one topic each, made before the first frame.",
                "messages",
                Map.of("Pcm", messageReference("Pcm")),
                "parameters",
                ordered(
                        "roomSid",
                        Map.of("description", "Of the room; replaced by a hash where it is no legal part of a name."),
                        "participantSid",
                        Map.of("description", "Of the participant; replaced like the room's.")),
                "bindings",
                Map.of("kafka", kafka));
    }

    private static Map<String, Object> operation(String channel, String summary) {
        return ordered("action", "send", "channel", reference("#/channels/" + channel), "summary", summary);
    }

    private static Map<String, Object> message(Topic topic, Schema schema) {
        boolean job = topic.name().startsWith("analysis.jobs.");
        String key = KEYS.getOrDefault(topic.name(), job ? JOB_KEY : ROOM_KEY);
        Map<String, Object> kafka = ordered(
                "key",
                ordered("type", "string", "description", key),
                "schemaIdLocation",
                "payload",
                "schemaIdPayloadEncoding",
                "4",
                "bindingVersion",
                BINDING);
        Map<String, Object> payload = ordered(
                "schemaFormat", "application/vnd.apache.avro+json;version=1.9.0", "schema", tree(schema.toString()));
        return ordered(
                "summary",
                Optional.ofNullable(schema.getDoc()).orElse(schema.getName()),
                "contentType",
                "application/vnd.apache.avro+binary",
                "payload",
                payload,
                "bindings",
                Map.of("kafka", kafka));
    }

    private static Map<String, Object> deadLetter() {
        return ordered(
                "summary",
                "A record that could not be read or processed, as it was; the cause stands in its headers.",
                "contentType",
                "application/octet-stream",
                "headers",
                ordered(
                        "type",
                        "object",
                        "patternProperties",
                        Map.of("^__streams\\.errors\\.", Map.of("type", "string"))));
    }

    private static Map<String, Object> pcm() {
        Map<String, Object> headers = new LinkedHashMap<>();
        List<String> kinds = List.of(
                PcmHeaders.KIND_AUDIO,
                PcmHeaders.KIND_CONCEALED,
                PcmHeaders.KIND_SILENCE,
                PcmHeaders.KIND_GAP,
                PcmHeaders.KIND_END);
        headers.put(PcmHeaders.KIND, ordered("type", "string", "enum", kinds));
        headers.put(PcmHeaders.POSITION, number("Of the first sample, or of the end, in ticks."));
        headers.put(PcmHeaders.GAP_END, number("Only with gap: position of its end in ticks."));
        headers.put(PcmHeaders.IDENTITY, ordered("type", "string", "description", "Of the participant."));
        headers.put(PcmHeaders.EPOCH, number("Offset of RoomJoined in livekit.audio."));
        headers.put(
                PcmHeaders.PARTICIPANT,
                ordered("type", "string", "description", "Sid of the participant; only in audio.pcm."));
        headers.put(PcmHeaders.SOURCE_OFFSET, number("Of the newest record of livekit.audio it was made from."));
        Map<String, Object> key = ordered("type", "string", "description", "track sid; in audio.pcm room/track");
        return ordered(
                "summary",
                "Raw samples: s16le, mono, 16 kHz. No value with the kinds gap and end.",
                "contentType",
                "audio/L16;rate=16000;channels=1",
                "headers",
                ordered(
                        "type",
                        "object",
                        "required",
                        List.of(PcmHeaders.KIND, PcmHeaders.POSITION),
                        "properties",
                        headers),
                "bindings",
                Map.of("kafka", ordered("key", key, "bindingVersion", BINDING)));
    }

    private static Map<String, Object> number(String what) {
        return ordered("type", "string", "pattern", "^[0-9]+$", "description", what);
    }

    private static Topic find(String name) {
        return Topics.all().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is in topics.yaml and not in the catalogue"));
    }

    private static Map<String, Object> messageReference(String message) {
        return reference("#/components/messages/" + message);
    }

    private static Map<String, Object> reference(String target) {
        return Map.of("$ref", target);
    }

    private static Object tree(String json) {
        try {
            return new ObjectMapper().readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro writes JSON", e);
        }
    }

    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }
}
