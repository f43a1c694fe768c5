package io.voxlog.runtime.ops;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * One thing a process needs.
 *
 * @param name of the thing, such as kafka, postgres, registry, stt
 * @param check succeeds when it can be reached; fails with a message for operators. Called from any thread, must not
 *     block; the caller bounds its time
 */
public record ReadinessProbe(String name, Supplier<Future<Void>> check) {}
