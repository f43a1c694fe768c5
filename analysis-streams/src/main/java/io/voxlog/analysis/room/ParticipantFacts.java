package io.voxlog.analysis.room;

import org.jspecify.annotations.Nullable;

/**
 * A participant as one event describes it.
 *
 * @param name LiveKit's display name; may be empty
 * @param kind LiveKit's participant kind by name
 * @param joinedAtMillis Unix milliseconds; null where the event does not carry it
 * @param contactName from the participant's metadata; null where there is none
 * @param phoneNumber from the participant's metadata or SIP attributes; null where there is none
 */
public record ParticipantFacts(
        String sid,
        String identity,
        String name,
        String kind,
        boolean hidden,
        @Nullable Long joinedAtMillis,
        @Nullable String contactName,
        @Nullable String phoneNumber) {
    private static final String SIP = "sip";
    private static final String WEB = "web";

    /** Whether this is a person, however connected: not one of LiveKit's or our own machines. */
    boolean human() {
        return !hidden && !kind.equals("AGENT") && !kind.equals("EGRESS");
    }

    /** {@code sip} or {@code web}. */
    String connectionType() {
        return kind.equals("SIP") || identity.startsWith("sip-") || identity.startsWith("sip_") ? SIP : WEB;
    }

    /** contactName, phoneNumber, name, "Phone User" (sip), "Web User" (identities {@code web-…}), identity. */
    String displayName() {
        if (contactName != null) {
            return contactName;
        }
        if (phoneNumber != null) {
            return phoneNumber;
        }
        if (!name.isBlank()) {
            return name.strip();
        }
        if (connectionType().equals(SIP)) {
            return "Phone User";
        }
        return identity.startsWith("web-") ? "Web User" : identity;
    }
}
