package io.voxlog.runtime.ops;

import io.voxlog.runtime.Env;

/**
 * Where operators ask.
 *
 * @param host to listen on
 * @param port to listen on; 0 for any free one
 */
public record OpsConfig(String host, int port) {
    /** {@code OPS_HOST} [127.0.0.1], {@code OPS_PORT} [8081]. */
    public static OpsConfig from(Env env) {
        return new OpsConfig(env.string("OPS_HOST", "127.0.0.1"), env.integer("OPS_PORT", 8081, 0, 65_535));
    }
}
