package io.voxlog.livekit;

import io.voxlog.runtime.Secret;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * API keys and their secrets. A key may have several secrets while it is rotated: any of them is accepted.
 *
 * @param secrets by API key; at least one per key
 */
public record ApiKeys(Map<String, List<Secret>> secrets) {
    public ApiKeys {
        secrets = secrets.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        secrets.forEach((key, values) -> {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("API key " + key + " has no secret");
            }
        });
    }

    /** One key with one secret. */
    public static ApiKeys of(String key, Secret secret) {
        return new ApiKeys(Map.of(key, List.of(secret)));
    }

    /** Empty for an unknown key. */
    List<Secret> of(String key) {
        return secrets.getOrDefault(key, List.of());
    }
}
