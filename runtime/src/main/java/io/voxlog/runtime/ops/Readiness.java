package io.voxlog.runtime.ops;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * All that a process needs, asked at once; each answer is waited for [2 s]. Those who ask while it is being asked get
 * the same answer. Thread-safe.
 */
public final class Readiness {
    private static final long BOUND_SECONDS = 2;

    private final List<ReadinessProbe> probes = new CopyOnWriteArrayList<>();
    private Future<List<Check>> last = Future.succeededFuture(List.of());

    /**
     * What a probe found.
     *
     * @param cause why it is not well; empty where it is
     */
    public record Check(String name, boolean ok, String cause) {}

    /** Asks this one too from now on. */
    public void add(ReadinessProbe probe) {
        probes.add(probe);
    }

    /** One check for each probe, in order; never fails. */
    public synchronized Future<List<Check>> ask() {
        if (last.isComplete()) {
            last = all();
        }
        return last;
    }

    private Future<List<Check>> all() {
        List<Future<Check>> asked = new ArrayList<>();
        for (ReadinessProbe probe : probes) {
            asked.add(check(probe));
        }
        return Future.join(asked).map(done -> asked.stream().map(Future::result).toList());
    }

    private static Future<Check> check(ReadinessProbe probe) {
        Future<Void> answer;
        try {
            answer = probe.check().get().timeout(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        return answer.map(ok -> new Check(probe.name(), true, ""))
                .otherwise(fault -> new Check(probe.name(), false, cause(fault)));
    }

    private static String cause(Throwable fault) {
        if (fault instanceof TimeoutException) {
            return "no answer within " + BOUND_SECONDS + " s";
        }
        String message = fault.getMessage();
        return message == null || message.isBlank() ? fault.getClass().getSimpleName() : message;
    }
}
