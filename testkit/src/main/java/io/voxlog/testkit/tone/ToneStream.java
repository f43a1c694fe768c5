package io.voxlog.testkit.tone;

import io.voxlog.stt.engine.SttException;
import io.voxlog.stt.engine.SttStream;
import io.voxlog.testkit.tone.ToneFaults.Fault;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One stream: a queue of audio that at most one thread of the engine works off at a time. */
final class ToneStream implements SttStream {
    private static final byte[] END = new byte[0];

    private final ToneResults results;
    private final Optional<Fault> fault;
    private final Executor executor;
    private final Consumer<ToneStream> onDone;

    private final Queue<byte[]> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean working = new AtomicBoolean();
    private final AtomicLong backlog = new AtomicLong();
    private volatile boolean done;
    private volatile boolean finishing;
    /** Read and written by the working thread only. */
    private long samples;

    ToneStream(ToneResults results, Optional<Fault> fault, Executor executor, Consumer<ToneStream> onDone) {
        this.results = results;
        this.fault = fault;
        this.executor = executor;
        this.onDone = onDone;
    }

    /** Lets a stream fail that is to fail at once. */
    void start() {
        schedule();
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
        close();
    }

    private void schedule() {
        if (done || !working.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(this::work);
        } catch (RejectedExecutionException engineClosed) {
            close();
        }
    }

    private void work() {
        failIfDue();
        for (byte[] pcm = queue.poll(); pcm != null && !done; pcm = queue.poll()) {
            take(pcm);
            failIfDue();
        }
        working.set(false);
        if (!queue.isEmpty()) {
            schedule();
        }
    }

    private void take(byte[] pcm) {
        if (pcm == END) {
            results.finish(this::isLive);
            close();
            return;
        }
        long untilFault = fault.map(it -> it.afterSamples() - samples).orElse(Long.MAX_VALUE);
        int usable = (int) Math.min(pcm.length / 2, untilFault);
        results.accept(pcm, 2 * usable, this::isLive);
        samples += usable;
        backlog.addAndGet(-(pcm.length / 2));
    }

    private void failIfDue() {
        if (done || fault.isEmpty() || samples < fault.get().afterSamples()) {
            return;
        }
        close();
        boolean retryable = fault.get().retryable();
        results.fail(new SttException("tone engine failed as told after " + samples + " samples", retryable));
    }

    private boolean isLive() {
        return !done;
    }

    private void close() {
        done = true;
        queue.clear();
        onDone.accept(this);
    }
}
