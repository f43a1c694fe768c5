package io.voxlog.analysis.adapter.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the job workers count and measure. Thread-safe. */
final class JobMeters {
    private final MeterRegistry meters;
    private final Timer age;
    private final Timer duration;

    JobMeters(MeterRegistry meters) {
        this.meters = meters;
        this.age = Timer.builder("voxlog.jobs.age")
                .description("From the making of a job to its being taken by a worker")
                .register(meters);
        this.duration = Timer.builder("voxlog.jobs.duration")
                .description("From the taking of a job to its end here")
                .register(meters);
    }

    void taken(Duration waited) {
        age.record(waited.isNegative() ? Duration.ZERO : waited);
    }

    /** @param acknowledged how it was given back: accept, release, reject, lost */
    void ended(String acknowledged, Duration lasted) {
        duration.record(lasted);
        Counter.builder("voxlog.jobs.ended")
                .description("Jobs by how they were given back")
                .tag("acknowledged", acknowledged)
                .register(meters)
                .increment();
    }

    /** @param outcome answered, failed, refused */
    void attempt(String provider, String outcome, Duration lasted) {
        Timer.builder("voxlog.jobs.attempts")
                .description("Calls of analysis providers by how they ended; failed and refused are errors")
                .tag("provider", provider)
                .tag("outcome", outcome)
                .register(meters)
                .record(lasted);
    }
}
