package io.voxlog.app.stack;

import java.nio.file.Path;

/**
 * What an embedded stack is started with.
 *
 * @param dataFolder everything it stores; a start on a used folder goes on where the last one stopped
 * @param programs takes the unpacked programs of Postgres and the registry; shared by all stacks
 * @param kafkaPort 0 = any free one
 * @param httpPort 0 = any free one
 * @param apiKey LiveKit-style key accepted for webhooks and audio tokens
 * @param apiSecret its secret
 */
public record StackOptions(
        Path dataFolder, Path programs, int kafkaPort, int httpPort, String apiKey, String apiSecret) {}
