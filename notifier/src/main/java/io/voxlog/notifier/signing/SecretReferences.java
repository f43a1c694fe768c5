package io.voxlog.notifier.signing;

import io.voxlog.runtime.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the secrets that the config names: {@code env:NAME} in the environment of the process, {@code file:/path} in a
 * file, read anew each time so that it can be changed without a restart. Safe for use by several threads.
 */
public final class SecretReferences {
    private static final String ENV = "env:";
    private static final String FILE = "file:";
    private static final int MAX_BYTES = 4096;

    private final Function<String, Optional<Secret>> environment;

    /** @param environment finds a variable by name */
    public SecretReferences(Function<String, Optional<Secret>> environment) {
        this.environment = environment;
    }

    /**
     * The secret behind a reference. Blocks for the time of a file's reading.
     *
     * @throws UnusableSecretException if there is none
     */
    public Secret find(@Nullable String reference) {
        if (reference == null || reference.isBlank()) {
            throw new UnusableSecretException("no secretRef is configured, and nothing is sent unsigned");
        }
        if (reference.startsWith(ENV)) {
            String name = reference.substring(ENV.length());
            return environment
                    .apply(name)
                    .orElseThrow(
                            () -> new UnusableSecretException("variable " + name + " of the secretRef is not set"));
        }
        if (reference.startsWith(FILE + "/")) {
            return read(Path.of(reference.substring(FILE.length())));
        }
        throw new UnusableSecretException("the secretRef must be env:NAME or file:/path");
    }

    private static Secret read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length <= MAX_BYTES) {
                return new Secret(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UnusableSecretException(
                    "the file of the secretRef cannot be read: " + e.getClass().getSimpleName());
        }
        throw new UnusableSecretException("the file of the secretRef has more than " + MAX_BYTES + " bytes");
    }
}
