package io.voxlog.ingest.audio.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.json.JsonObject;
import io.voxlog.ingest.audio.AudioRefusal;
import io.voxlog.ingest.audio.AudioRefusedException;
import io.voxlog.ingest.audio.AudioRequest;
import io.voxlog.ingest.audio.TrackAudio;
import io.voxlog.ingest.audio.TrackInput;
import io.voxlog.ingest.pcm.PcmFormat;
import io.voxlog.media.pcm.Resampler;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The text messages of the /audio protocol. Unknown fields are tolerated, unknown types refused. */
final class AudioJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern SID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern SOURCE = Pattern.compile("[a-z_]{1,32}");
    private static final long MAX_START_MILLIS = 60L * 24 * 60 * 60 * 1_000;

    private AudioJson() {}

    static AudioRequest decode(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw bad("the text message is no JSON");
        }
        String type = message == null ? "" : message.path("type").asText("");
        return switch (type) {
            case "open" -> open(message);
            case "gap" ->
                new AudioRequest.Gap(
                        number(message, "fromSequence"), number(message, "nextSequence"), number(message, "toTicks"));
            case "silence" -> new AudioRequest.Silence(number(message, "toTicks"));
            case "close" -> new AudioRequest.Close(optional(message, "endTicks"));
            default -> throw bad("the message's type is none of open, gap, silence, close");
        };
    }

    private static AudioRequest.Open open(JsonNode message) {
        OptionalLong start = optional(message, "startMillis");
        if (start.isPresent() && start.getAsLong() > MAX_START_MILLIS) {
            throw bad("startMillis is more than 60 days");
        }
        String silence = message.path("silence").asText("declared");
        if (!silence.equals("declared") && !silence.equals("arrival")) {
            throw bad("silence must be declared or arrival");
        }
        String source = message.path("source").asText("microphone");
        if (!SOURCE.matcher(source).matches()) {
            throw bad("source must be LiveKit's name in lower case, such as microphone");
        }
        return new AudioRequest.Open(
                sid(message, "roomSid"),
                sid(message, "trackSid"),
                message.hasNonNull("participantSid") ? Optional.of(sid(message, "participantSid")) : Optional.empty(),
                source,
                start,
                silence.equals("arrival"),
                samples(message).isPresent() ? TrackInput.PCM : TrackInput.OPUS,
                samples(message));
    }

    private static Optional<PcmFormat> samples(JsonNode message) {
        String format = message.path("format").asText("opus");
        if (format.equals("opus")) {
            return Optional.empty();
        }
        if (!format.equals("s16le") && !format.equals("f32le")) {
            throw bad("format must be opus, s16le or f32le");
        }
        long rate = number(message, "sampleRate");
        long channels = optional(message, "channels").orElse(1);
        if (rate > Integer.MAX_VALUE || !Resampler.RATES.contains((int) rate)) {
            throw bad("sampleRate must be one of "
                    + Resampler.RATES.stream().sorted().toList());
        }
        if (channels < 1 || channels > 2) {
            throw bad("channels must be 1 or 2");
        }
        return Optional.of(new PcmFormat(
                format.equals("s16le") ? PcmFormat.Encoding.S16LE : PcmFormat.Encoding.F32LE, (int) rate, (int)
                        channels));
    }

    /**
     * The answer to open.
     *
     * @param closed the log has the whole track: there is nothing to send
     */
    static String opened(TrackAudio track, long epoch, boolean closed, SourceWindow window) {
        return new JsonObject()
                .put("type", "opened")
                .put("nextSequence", track.nextSequence())
                .put("captureTicks", track.endTicks() - track.startTicks())
                .put("startTicks", track.startTicks())
                .put("epoch", epoch)
                .put("closed", closed)
                .put("ackEveryMillis", Outbox.ACK_EVERY_MILLIS)
                .put("windowPackets", window.frames())
                .put("windowBytes", window.bytes())
                .encode();
    }

    static String ack(long sequence, long captureTicks) {
        return new JsonObject()
                .put("type", "ack")
                .put("sequence", sequence)
                .put("captureTicks", captureTicks)
                .encode();
    }

    static String closed(long captureTicks) {
        return new JsonObject()
                .put("type", "closed")
                .put("captureTicks", captureTicks)
                .encode();
    }

    static String error(AudioRefusal refusal, String message) {
        return new JsonObject()
                .put("type", "error")
                .put("code", refusal.code())
                .put("message", message)
                .put("remedy", refusal.remedy())
                .put("retryable", refusal.retryable())
                .encode();
    }

    private static String sid(JsonNode message, String field) {
        String value = message.path(field).asText("");
        if (!SID.matcher(value).matches()) {
            throw bad(field + " must be 1 to 64 of A-Z a-z 0-9 _ -");
        }
        return value;
    }

    private static long number(JsonNode message, String field) {
        return optional(message, field).orElseThrow(() -> bad(field + " is missing"));
    }

    private static OptionalLong optional(JsonNode message, String field) {
        JsonNode value = message.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
            throw bad(field + " must be a whole number, 0 or more");
        }
        return OptionalLong.of(value.asLong());
    }

    private static AudioRefusedException bad(String message) {
        return new AudioRefusedException(AudioRefusal.BAD_MESSAGE, message);
    }
}
