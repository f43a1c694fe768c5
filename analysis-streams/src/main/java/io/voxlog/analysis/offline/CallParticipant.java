package io.voxlog.analysis.offline;

/**
 * Someone in a call.
 *
 * @param identity unique in the call
 * @param displayName what people call them; the identity where there is none
 */
public record CallParticipant(String identity, String displayName) {
    public CallParticipant {
        displayName = displayName.isBlank() ? identity : displayName.strip();
    }
}
