package io.voxlog.ingest.client.adapter;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What a source says, as docs/audio-websocket.md has it. */
final class SourceMessages {
    static final String CLOSE = new JsonObject().put("type", "close").encode();

    private SourceMessages() {}

    static String open(AudioTrack track) {
        JsonObject open = new JsonObject()
                .put("type", "open")
                .put("roomSid", track.roomSid())
                .put("trackSid", track.trackSid())
                .put("source", track.source())
                .put("silence", track.silenceByArrival() ? "arrival" : "declared");
        track.participantSid().ifPresent(sid -> open.put("participantSid", sid));
        track.samples()
                .ifPresent(form -> open.put("format", form.encoding().name().toLowerCase(Locale.ROOT))
                        .put("sampleRate", form.sampleRateHz())
                        .put("channels", form.channels()));
        track.startMillis().ifPresent(millis -> open.put("startMillis", millis));
        return open.encode();
    }

    static void write(WebSocket to, Unacked.Message message) {
        if (message instanceof Unacked.Packet packet) {
            to.writeBinaryMessage(Buffer.buffer(packet.frame().encode()));
        } else if (message instanceof Unacked.Gap gap) {
            to.writeTextMessage(new JsonObject()
                    .put("type", "gap")
                    .put("fromSequence", gap.fromSequence())
                    .put("nextSequence", gap.nextSequence())
                    .put("toTicks", gap.captureTicks())
                    .encode());
        } else {
            to.writeTextMessage(new JsonObject()
                    .put("type", "silence")
                    .put("toTicks", message.captureTicks())
                    .encode());
        }
    }
}
