package io.voxlog.ingest.audio.adapter;

import io.vertx.core.buffer.Buffer;
import io.voxlog.ingest.audio.AudioRefusal;
import io.voxlog.ingest.audio.AudioRefusedException;
import io.voxlog.ingest.audio.AudioRequest;
import org.jspecify.annotations.Nullable;

/** The protocol of docs/audio-websocket.md: open first, then frames and requests until close. */
final class JsonDialect implements SourceDialect {
    private final AudioSocket socket;
    private boolean asked;
    private @Nullable SourceStream stream;

    JsonDialect(AudioSocket socket) {
        this.socket = socket;
    }

    /** The source speaks first. */
    @Override
    public void started() {}

    @Override
    public void text(String text) {
        AudioRequest request = AudioJson.decode(text);
        SourceStream streaming = stream;
        if (streaming != null) {
            streaming.request(request);
        } else if (request instanceof AudioRequest.Open open && !asked) {
            asked = true;
            // Whatever follows open waits in the socket until it is answered.
            socket.pause(AudioSocket.Pause.OPENING);
            socket.open(open);
        } else {
            throw new AudioRefusedException(AudioRefusal.BAD_MESSAGE, "the first message must be open");
        }
    }

    @Override
    public void binary(Buffer bytes) {
        SourceStream streaming = stream;
        if (streaming == null) {
            throw new AudioRefusedException(AudioRefusal.BAD_MESSAGE, "the first message must be open");
        }
        streaming.frame(bytes.getBytes());
    }

    @Override
    public void streaming(SourceStream opened) {
        stream = opened;
        socket.resume(AudioSocket.Pause.OPENING);
    }

    @Override
    public boolean listens() {
        return true;
    }

    /** The source keeps what is not acknowledged. */
    @Override
    public boolean awaitsOpening() {
        return false;
    }

    /** The source comes back, and goes on where the log ends. */
    @Override
    public void ended(boolean inPeace) {}
}
