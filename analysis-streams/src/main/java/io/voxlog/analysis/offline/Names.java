package io.voxlog.analysis.offline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the participants of a call by the names people call them: full name, first name or identity. */
final class Names {
    private final Map<List<String>, String> identities = new HashMap<>();

    /** @param length in tokens */
    record Match(String identity, int length) {}

    Names(List<CallParticipant> participants) {
        Set<List<String>> ambiguous = new HashSet<>();
        for (CallParticipant participant : participants) {
            List<String> full = words(participant.displayName());
            put(full, participant.identity(), ambiguous);
            put(words(participant.identity()), participant.identity(), ambiguous);
            if (full.size() > 1) {
                put(full.subList(0, 1), participant.identity(), ambiguous);
            }
        }
        identities.keySet().removeAll(ambiguous);
    }

    /** The longest name that starts at a token. */
    Optional<Match> at(List<Token> tokens, int index) {
        for (int length = Math.min(4, tokens.size() - index); length > 0 && index >= 0; length--) {
            String identity = identities.get(words(tokens.subList(index, index + length)));
            if (identity != null) {
                return Optional.of(new Match(identity, length));
            }
        }
        return Optional.empty();
    }

    private void put(List<String> name, String identity, Set<List<String>> ambiguous) {
        if (name.isEmpty() || WordLists.english().section("not-verbs").contains(name.get(0))) {
            return;
        }
        String other = identities.putIfAbsent(List.copyOf(name), identity);
        if (other != null && !other.equals(identity)) {
            ambiguous.add(List.copyOf(name));
        }
    }

    private static List<String> words(String text) {
        return words(Token.of(text));
    }

    private static List<String> words(List<Token> tokens) {
        return tokens.stream().map(Token::text).toList();
    }
}
