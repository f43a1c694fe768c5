package io.voxlog.testkit.tone;

import io.voxlog.stt.engine.EngineWord;
import io.voxlog.stt.engine.SttException;
import io.voxlog.stt.engine.SttListener;
import io.voxlog.stt.engine.SttStreamConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Turns the words found in a stream into partials, finals and horizons. Works in steps of 20 ms of audio, counted from
 * the start of the stream, so that nothing depends on how the audio is cut into calls. Confined to one thread at a
 * time.
 */
final class ToneResults {
    private static final int STEP_SAMPLES = 320;
    private static final int HORIZON_SAMPLES = 5 * STEP_SAMPLES;
    private static final int SAMPLES_PER_MILLI = 16;

    private final SttListener listener;
    private final ToneDecoder decoder = new ToneDecoder();
    private final byte[] step = new byte[2 * STEP_SAMPLES];
    private final List<EngineWord> pending = new ArrayList<>();
    private final int wordsPerFinal;
    private final long longestWait;
    private final long finalDelay;
    private final long partialInterval;
    private final long horizonLag;

    private int stepBytes;
    private List<EngineWord> lastPartial = List.of();
    private long horizon;

    ToneResults(ToneOptions options, SttStreamConfig config, SttListener listener) {
        this.listener = listener;
        wordsPerFinal = options.wordsPerFinal();
        longestWait = samples(config.maxDelay());
        finalDelay = Math.min(samples(options.finalDelay()), longestWait);
        partialInterval = config.partials() ? samples(options.partialInterval()) : 0;
        horizonLag = samples(options.horizonLag());
    }

    void accept(byte[] pcm, int length, BooleanSupplier live) {
        int taken = 0;
        while (taken < length) {
            int part = Math.min(length - taken, step.length - stepBytes);
            System.arraycopy(pcm, taken, step, stepBytes, part);
            taken += part;
            stepBytes += part;
            if (stepBytes == step.length) {
                add(decoder.accept(step, 0, stepBytes));
                stepBytes = 0;
                answer(live);
            }
        }
    }

    void finish(BooleanSupplier live) {
        add(decoder.accept(step, 0, stepBytes));
        long end = decoder.samples();
        add(decoder.finish());
        while (!pending.isEmpty() && live.getAsBoolean()) {
            giveFinal(Math.min(wordsPerFinal, pending.size()));
        }
        giveHorizon(end, live);
        if (live.getAsBoolean()) {
            listener.ended();
        }
    }

    void fail(SttException cause) {
        listener.failed(cause);
    }

    private void add(List<HeardWord> heard) {
        heard.forEach(word -> pending.add(EngineWord.word(word.text(), word.startSample(), word.endSample())));
    }

    private void answer(BooleanSupplier live) {
        long now = decoder.samples();
        boolean given = false;
        for (int count = due(now); count > 0 && live.getAsBoolean(); count = due(now)) {
            giveFinal(count);
            given = true;
        }
        if (given || now % HORIZON_SAMPLES == 0) {
            long settled = pending.isEmpty()
                    ? decoder.settledSample()
                    : Math.min(decoder.settledSample(), pending.get(0).startSample());
            giveHorizon(settled - horizonLag, live);
        }
        boolean partialDue = partialInterval > 0 && now % partialInterval < STEP_SAMPLES;
        if (partialDue && !pending.isEmpty() && !pending.equals(lastPartial) && live.getAsBoolean()) {
            lastPartial = List.copyOf(pending);
            listener.partial(lastPartial);
        }
    }

    /** How many of the pending words are to be given as one final now. */
    private int due(long now) {
        int ready = 0;
        while (ready < pending.size() && pending.get(ready).endSample() + finalDelay <= now) {
            ready++;
        }
        boolean waitedLongest = ready > 0 && pending.get(0).endSample() + longestWait <= now;
        return ready >= wordsPerFinal ? wordsPerFinal : waitedLongest ? ready : 0;
    }

    private void giveFinal(int count) {
        List<EngineWord> first = pending.subList(0, count);
        List<EngineWord> words = List.copyOf(first);
        first.clear();
        lastPartial = List.of();
        listener.finalWords(words);
    }

    private void giveHorizon(long sample, BooleanSupplier live) {
        if (sample > horizon && live.getAsBoolean()) {
            horizon = sample;
            listener.horizon(sample);
        }
    }

    private static long samples(Duration duration) {
        return duration.toMillis() * SAMPLES_PER_MILLI;
    }
}
