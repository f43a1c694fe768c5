package io.voxlog.ingest.webhook;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whose room it is; empty where the rule does not apply. */
@FunctionalInterface
public interface OrganizationRule {
    Optional<String> resolve(RoomOrigin origin);

    /** The first of these rules that gives an answer. */
    static OrganizationRule firstOf(List<OrganizationRule> rules) {
        List<OrganizationRule> ordered = List.copyOf(rules);
        return origin ->
                ordered.stream().flatMap(rule -> rule.resolve(origin).stream()).findFirst();
    }

    /** The first group of a pattern that matches the whole room name. */
    static OrganizationRule byName(Pattern pattern) {
        return origin -> {
            Matcher matcher = pattern.matcher(origin.roomName());
            return matcher.matches() && matcher.groupCount() > 0
                    ? Optional.ofNullable(matcher.group(1)).filter(group -> !group.isEmpty())
                    : Optional.empty();
        };
    }

    /** A fixed organization for each server. */
    static OrganizationRule byServer(Map<String, String> organizations) {
        Map<String, String> known = Map.copyOf(organizations);
        return origin -> Optional.ofNullable(known.get(origin.serverId()));
    }
}
