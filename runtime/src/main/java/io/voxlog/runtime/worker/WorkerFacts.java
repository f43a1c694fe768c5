package io.voxlog.runtime.worker;

import java.util.List;

/**
 * What stays the same of a worker while it lives.
 *
 * @param workerId any text; the key of its records
 * @param mode transcription, ai-jobs or both
 * @param roles that it runs
 * @param startedAtMillis Unix milliseconds
 * @param version of the program
 */
public record WorkerFacts(String workerId, String mode, List<String> roles, long startedAtMillis, String version) {
    public WorkerFacts {
        roles = List.copyOf(roles);
    }
}
