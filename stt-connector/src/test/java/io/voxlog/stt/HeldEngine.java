package io.voxlog.stt;

import io.voxlog.stt.engine.SttEngine;
import io.voxlog.stt.engine.SttListener;
import io.voxlog.stt.engine.SttStream;
import io.voxlog.stt.engine.SttStreamConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Another engine behind a connection that is not there until {@link #connect}: keeps the audio until then. */
final class HeldEngine implements SttEngine {
    private final SttEngine engine;
    private final List<Held> streams = new CopyOnWriteArrayList<>();
    private volatile boolean connected;

    HeldEngine(SttEngine engine) {
        this.engine = engine;
    }

    void connect() {
        connected = true;
        streams.forEach(Held::flush);
    }

    /** The most that any stream holds. */
    long heldSamples() {
        return streams.stream().mapToLong(Held::held).max().orElse(0);
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public String description() {
        return engine.description();
    }

    @Override
    public String configHash() {
        return engine.configHash();
    }

    @Override
    public SttStream open(SttStreamConfig config, SttListener listener) {
        Held stream = new Held(engine.open(config, listener));
        streams.add(stream);
        return stream;
    }

    @Override
    public void close() {
        engine.close();
    }

    private final class Held implements SttStream {
        private final SttStream stream;
        private final Queue<byte[]> audio = new ConcurrentLinkedQueue<>();
        private boolean finished;

        Held(SttStream stream) {
            this.stream = stream;
        }

        @Override
        public synchronized void send(byte[] pcm, int offset, int length) {
            audio.add(Arrays.copyOfRange(pcm, offset, offset + length));
            if (connected) {
                flush();
            }
        }

        @Override
        public long backlogSamples() {
            return held() + stream.backlogSamples();
        }

        @Override
        public synchronized void finish() {
            finished = true;
            if (connected) {
                flush();
            }
        }

        @Override
        public void abort() {
            stream.abort();
        }

        synchronized void flush() {
            for (byte[] pcm = audio.poll(); pcm != null; pcm = audio.poll()) {
                stream.send(pcm, 0, pcm.length);
            }
            if (finished) {
                stream.finish();
            }
        }

        long held() {
            return audio.stream().mapToLong(pcm -> pcm.length / 2).sum();
        }
    }
}
