package io.voxlog.app.stack;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What an embedded stack is started with.
 *
 * @param dataFolder everything it stores; a start on a used folder goes on where the last one stopped
 * @param programs takes the unpacked programs of Postgres and the registry; shared by all stacks
 * @param kafkaPort 0 = any free one
 * @param httpPort of webhooks and audio; 0 = any free one
 * @param apiKey LiveKit-style key accepted for webhooks and audio tokens
 * @param apiSecret its secret
 * @param variables all others that the roles read
 */
public record StackOptions(
        Path dataFolder,
        Path programs,
        int kafkaPort,
        int httpPort,
        String apiKey,
        String apiSecret,
        Map<String, String> variables) {
    /** Ports of the servers that are there for people and machines to look in. */
    private static final Map<String, String> FREE_PORTS = Map.of("OPS_PORT", "0", "MONITOR_PORT", "0");

    public StackOptions {
        variables = Map.copyOf(variables);
    }

    /** With the environment's variables, but any free port for every server whose port is not given here. */
    public StackOptions(Path dataFolder, Path programs, int kafkaPort, int httpPort, String apiKey, String apiSecret) {
        this(dataFolder, programs, kafkaPort, httpPort, apiKey, apiSecret, onFreePorts(System.getenv()));
    }

    /** These variables with any free port for every server. */
    public static Map<String, String> onFreePorts(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(FREE_PORTS);
        return all;
    }

    /** Does not show secrets. */
    @Override
    public String toString() {
        return "StackOptions[" + dataFolder + ", kafkaPort=" + kafkaPort + ", httpPort=" + httpPort + "]";
    }
}
