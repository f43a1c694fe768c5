package io.voxlog.runtime.ops;

/**
 * What a process says of itself.
 *
 * @param workerId its name
 * @param mode transcription, ai-jobs or both
 */
public record ProcessFacts(String workerId, String mode) {}
