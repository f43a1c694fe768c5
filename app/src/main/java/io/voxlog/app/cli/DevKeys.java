package io.voxlog.app.cli;

import io.voxlog.runtime.Env;
import io.voxlog.runtime.Secret;

/**
 * The API key of embedded stacks: {@code LIVEKIT_API_KEY} and {@code LIVEKIT_API_SECRET}, else a pair for loopback use
 * that everybody knows.
 */
record DevKeys(String key, Secret secret) {
    private static final String KEY = "devkey";
    private static final String SECRET = "voxlog-dev-secret-for-loopback-use-only";

    static DevKeys from(Env env) {
        return new DevKeys(
                env.string("LIVEKIT_API_KEY", KEY),
                env.secret("LIVEKIT_API_SECRET").orElseGet(() -> new Secret(SECRET)));
    }
}
