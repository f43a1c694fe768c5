package io.voxlog.analysis.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Calls for tests: the bundled ones, and ones written line by line. */
final class Calls {
    /** Columns: identity, display name, start, end, text. */
    static CallTranscript bundled(String name) {
        List<CallParticipant> participants = new ArrayList<>();
        List<CallUtterance> utterances = new ArrayList<>();
        for (String line : read(name + ".tsv").lines().toList()) {
            String[] columns = line.split("\t", -1);
            participants.add(new CallParticipant(columns[0], columns[1]));
            double start = Double.parseDouble(columns[2]);
            double end = Double.parseDouble(columns[3]);
            utterances.add(new CallUtterance(utterances.size(), columns[0], start, end, columns[4]));
        }
        return new CallTranscript(participants, utterances);
    }

    /** A call of Alice, Bob and Dave in which Alice says one thing. */
    static CallTranscript alice(String text) {
        return new CallTranscript(
                List.of(
                        new CallParticipant("alice", "Alice"),
                        new CallParticipant("bob", "Bob"),
                        new CallParticipant("dave", "Dave")),
                List.of(new CallUtterance(0, "alice", 0, 5, text)));
    }

    /** Lines {@code identity: text}, five seconds each, one after the other. */
    static CallTranscript lines(String... lines) {
        List<CallUtterance> utterances = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            int index = utterances.size();
            utterances.add(new CallUtterance(
                    index,
                    line.substring(0, colon),
                    index * 5,
                    index * 5 + 5,
                    line.substring(colon + 1).strip()));
        }
        return new CallTranscript(List.of(), utterances);
    }

    private static String read(String resource) {
        try (InputStream in = Calls.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Calls() {}
}
