package io.voxlog.stt.adapter.sphinx;

import io.voxlog.stt.engine.EngineWord;
import io.voxlog.stt.engine.SttException;
import io.voxlog.stt.engine.SttListener;
import io.voxlog.stt.engine.SttStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One stream: a queue of audio that at most one thread of the engine works off at a time. */
final class SphinxStream implements SttStream {
    private static final byte[] END = new byte[0];
    /** The horizon is reported when it has moved by 100 ms. */
    private static final int HORIZON_STEP = 1_600;

    private final RecognizerPool recognizers;
    private final SttListener listener;
    private final Executor executor;
    private final Consumer<SphinxStream> onDone;

    private final Queue<byte[]> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean working = new AtomicBoolean();
    private final AtomicLong backlog = new AtomicLong();
    private volatile boolean finishing;
    private volatile boolean done;

    /** These belong to the working thread. */
    private final SpeechSegmenter segmenter = new SpeechSegmenter(SegmenterSettings.USUAL);

    private final Queue<Utterance> utterances = new ArrayDeque<>();
    private long samples;
    private long horizon;
    private boolean ended;

    SphinxStream(RecognizerPool recognizers, SttListener listener, Executor executor, Consumer<SphinxStream> onDone) {
        this.recognizers = recognizers;
        this.listener = listener;
        this.executor = executor;
        this.onDone = onDone;
    }

    @Override
    public void send(byte[] pcm, int offset, int length) {
        if (length % 2 != 0) {
            throw new IllegalArgumentException(length + " bytes are no whole samples");
        }
        if (finishing) {
            throw new IllegalStateException("audio after finish");
        }
        if (done || length == 0) {
            return;
        }
        backlog.addAndGet(length / 2);
        queue.add(Arrays.copyOfRange(pcm, offset, offset + length));
        schedule();
    }

    @Override
    public long backlogSamples() {
        return done ? 0 : backlog.get();
    }

    @Override
    public void finish() {
        if (finishing) {
            return;
        }
        finishing = true;
        queue.add(END);
        schedule();
    }

    @Override
    public void abort() {
        done = true;
        queue.clear();
        onDone.accept(this);
    }

    private void schedule() {
        if (!done && working.compareAndSet(false, true)) {
            execute();
        }
    }

    private void execute() {
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException engineClosed) {
            abort();
        }
    }

    /** Works until one utterance is decoded or nothing is left, so that streams take turns. */
    private void work() {
        try {
            while (!done && utterances.isEmpty() && !ended) {
                byte[] pcm = queue.poll();
                if (pcm == null) {
                    break;
                }
                take(pcm);
            }
            if (!done) {
                answer();
            }
        } catch (RuntimeException | Error broken) {
            fail(broken);
        }
        if (!done && (!utterances.isEmpty() || !queue.isEmpty())) {
            execute();
            return;
        }
        working.set(false);
        if (!queue.isEmpty()) {
            schedule();
        }
    }

    private void take(byte[] pcm) {
        if (pcm == END) {
            utterances.addAll(segmenter.finish());
            ended = true;
        } else {
            samples += pcm.length / 2;
            backlog.addAndGet(-(pcm.length / 2));
            utterances.addAll(segmenter.accept(pcm, 0, pcm.length));
        }
    }

    private void answer() {
        Utterance utterance = utterances.poll();
        if (utterance != null) {
            List<EngineWord> words = recognizers.recognize(utterance).stream()
                    .map(word -> within(word, samples))
                    .toList();
            if (!words.isEmpty() && !done) {
                listener.finalWords(words);
            }
        }
        Utterance next = utterances.peek();
        if (next != null) {
            giveHorizon(next.startSample(), 1);
        } else if (ended) {
            giveHorizon(samples, 1);
            end();
        } else {
            giveHorizon(segmenter.settledSample(), utterance == null ? HORIZON_STEP : 1);
        }
    }

    private void giveHorizon(long sample, int leastStep) {
        if (!done && sample - horizon >= leastStep) {
            horizon = sample;
            listener.horizon(sample);
        }
    }

    private void end() {
        if (!done) {
            listener.ended();
            abort();
        }
    }

    private void fail(Throwable broken) {
        if (!done) {
            abort();
            listener.failed(new SttException("the offline engine failed", true, broken));
        }
    }

    /** The last utterance may be filled up beyond the audio sent. */
    private static EngineWord within(EngineWord word, long end) {
        return word.endSample() <= end ? word : EngineWord.word(word.text(), Math.min(word.startSample(), end), end);
    }
}
