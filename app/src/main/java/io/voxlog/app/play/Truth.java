package io.voxlog.app.play;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/**
 * What is said in a recorded call ({@code truth.json}).
 *
 * @param room the room's name
 * @param participants by identity
 * @param utterances in order; seconds from the start of the files
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Truth(String room, Map<String, Person> participants, List<Spoken> utterances) {
    public Truth {
        participants = participants == null ? Map.of() : Map.copyOf(participants);
        utterances = utterances == null ? List.of() : List.copyOf(utterances);
    }

    /** A participant's display name. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Person(String name) {}

    /** One utterance. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Spoken(String participant, double start, double end, String text) {}
}
