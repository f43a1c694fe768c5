package io.voxlog.stt.session;

import io.voxlog.stt.engine.EngineWord;
import io.voxlog.stt.engine.SttEngine;
import io.voxlog.stt.engine.SttException;
import io.voxlog.stt.engine.SttListener;
import io.voxlog.stt.engine.SttStream;
import io.voxlog.stt.engine.SttStreamConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Hears {@link NumberedAudio}. Works only when told, on as much audio as chance has it; gives finals of any number of
 * words at any later time and horizons anywhere that the port allows. A word whose start the stream has missed is heard
 * wrongly, as {@code ?n}. After every fourth word stands a full stop, at times in a final of its own.
 */
public final class NumberEngine implements SttEngine {
    private final Random random;
    public final List<Stream> streams = new ArrayList<>();

    @Nullable
    SttException refusal;

    public NumberEngine(Random random) {
        this.random = random;
    }

    @Override
    public String name() {
        return "numbers";
    }

    @Override
    public String description() {
        return "hears numbered audio";
    }

    @Override
    public String configHash() {
        return "1";
    }

    @Override
    public SttStream open(SttStreamConfig config, SttListener listener) {
        if (refusal != null) {
            throw refusal;
        }
        Stream stream = new Stream(config, listener);
        streams.add(stream);
        return stream;
    }

    @Override
    public void close() {}

    public Stream last() {
        return streams.get(streams.size() - 1);
    }

    public final class Stream implements SttStream {
        final SttStreamConfig config;
        final SttListener listener;
        final List<EngineWord> ready = new ArrayList<>();
        private short[] audio = new short[1 << 16];
        private int length;
        private int worked;
        private int runStart;
        private long horizon;
        boolean finished;
        boolean over;

        Stream(SttStreamConfig config, SttListener listener) {
            this.config = config;
            this.listener = listener;
        }

        @Override
        public void send(byte[] pcm, int offset, int bytes) {
            if (finished) {
                throw new IllegalStateException("audio after finish");
            }
            while (length + bytes / 2 > audio.length) {
                audio = java.util.Arrays.copyOf(audio, 2 * audio.length);
            }
            for (int i = 0; i < bytes; i += 2) {
                audio[length++] = (short) ((pcm[offset + i] & 0xff) | (pcm[offset + i + 1] << 8));
            }
        }

        public int samples() {
            return length;
        }

        @Override
        public long backlogSamples() {
            return (long) length - worked;
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public void abort() {
            over = true;
        }

        public void fail(boolean retryable) {
            over = true;
            listener.failed(new SttException("told to fail", retryable));
        }

        /** Works on some audio and gives some of what it knows. */
        void work() {
            if (over) {
                return;
            }
            hear(worked + random.nextInt(length - worked + 1));
            if (config.partials() && !ready.isEmpty() && random.nextBoolean()) {
                listener.partial(List.copyOf(ready));
            }
            give(random.nextInt(ready.size() + 1));
            giveHorizon(random.nextInt(3) == 0);
            if (finished && random.nextInt(4) == 0) {
                workAll();
            }
        }

        /** Works on all audio and gives all finals; ends if there is no more to come. */
        public void workAll() {
            if (over) {
                return;
            }
            hear(length);
            if (finished) {
                endRun(length);
                give(ready.size());
                giveHorizon(true);
                over = true;
                listener.ended();
            } else {
                give(ready.size());
                giveHorizon(true);
            }
        }

        private void hear(int until) {
            for (; worked < until; worked++) {
                if (worked == 0 || audio[worked] != audio[worked - 1]) {
                    endRun(worked);
                    runStart = worked;
                }
            }
        }

        private void endRun(int end) {
            if (end > runStart && audio[runStart] != 0) {
                int number = audio[runStart];
                String text = runStart == 0 ? "?" + number : Integer.toString(number);
                ready.add(EngineWord.word(text, runStart, end));
                if (number % 4 == 0) {
                    ready.add(new EngineWord(".", end, end, null, true, true));
                }
            }
            runStart = end;
        }

        private void give(int count) {
            for (int left = count; left > 0; ) {
                int batch = 1 + random.nextInt(left);
                List<EngineWord> words = List.copyOf(ready.subList(0, batch));
                ready.subList(0, batch).clear();
                left -= batch;
                listener.finalWords(words);
            }
        }

        private void giveHorizon(boolean furthest) {
            long settled = !ready.isEmpty()
                    ? ready.get(0).startSample()
                    : worked > runStart && audio[runStart] != 0 ? runStart : worked;
            long next = furthest ? settled : horizon + (long) (random.nextDouble() * (settled - horizon));
            if (next > horizon) {
                horizon = next;
                listener.horizon(next);
            }
        }
    }
}
