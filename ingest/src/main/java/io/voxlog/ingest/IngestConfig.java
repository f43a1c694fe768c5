package io.voxlog.ingest;

import io.voxlog.ingest.audio.AudioSettings;
import io.voxlog.ingest.audio.LiveSettings;
import io.voxlog.ingest.http.CorsPolicy;
import io.voxlog.ingest.http.EdgeSettings;
import io.voxlog.ingest.owner.OwnerSettings;
import io.voxlog.ingest.pcm.PcmFormat;
import io.voxlog.livekit.ApiKeys;
import io.voxlog.media.pcm.Resampler;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Settings of the ingest role.
 *
 * @param host to listen on
 * @param port to listen on; 0 for any free one
 * @param keys whose webhooks and tokens are accepted
 * @param serverNames server id by API key; a key without one is its own server id
 * @param maxWebhookBytes largest body of a webhook
 * @param storeTimeout when a webhook that Kafka does not acknowledge is answered with 503
 * @param seenWindow whose event ids are read back at start
 * @param seenEvents how many event ids are remembered
 * @param edge limits of the HTTP server
 */
public record IngestConfig(
        String host,
        int port,
        ApiKeys keys,
        Map<String, String> serverNames,
        Organization organization,
        int maxWebhookBytes,
        Duration storeTimeout,
        Duration seenWindow,
        int seenEvents,
        AudioSettings audio,
        OwnerSettings owner,
        EdgeSettings edge) {
    public IngestConfig {
        serverNames = Map.copyOf(serverNames);
    }

    /**
     * How an organization is told; the rules are asked in this order.
     *
     * @param metadataPointer JSON pointer into the room's metadata
     * @param namePattern of room names; its first group is the organization
     * @param byServer organization by server id
     */
    public record Organization(
            Optional<String> metadataPointer, Optional<Pattern> namePattern, Map<String, String> byServer) {
        public Organization {
            byServer = Map.copyOf(byServer);
        }

        /** Whether there is any rule. */
        public boolean configured() {
            return metadataPointer.isPresent() || namePattern.isPresent() || !byServer.isEmpty();
        }
    }

    /** Defaults for one API key, listening on a free loopback port. */
    public static IngestConfig of(String apiKey, Secret secret) {
        return new IngestConfig(
                "127.0.0.1",
                0,
                ApiKeys.of(apiKey, secret),
                Map.of(),
                new Organization(Optional.empty(), Optional.empty(), Map.of()),
                1024 * 1024,
                Duration.ofMillis(1_500),
                Duration.ofMinutes(10),
                50_000,
                AudioSettings.defaults(),
                OwnerSettings.defaults(),
                EdgeSettings.defaults());
    }

    /** The same with another address to listen on. */
    public IngestConfig listeningOn(String newHost, int newPort) {
        return new IngestConfig(
                newHost,
                newPort,
                keys,
                serverNames,
                organization,
                maxWebhookBytes,
                storeTimeout,
                seenWindow,
                seenEvents,
                audio,
                owner,
                edge);
    }

    /** The same with other limits of the audio endpoint and another patience of the owner. */
    public IngestConfig with(AudioSettings newAudio, OwnerSettings newOwner) {
        return new IngestConfig(
                host,
                port,
                keys,
                serverNames,
                organization,
                maxWebhookBytes,
                storeTimeout,
                seenWindow,
                seenEvents,
                newAudio,
                newOwner,
                edge);
    }

    /** The same with other limits of the HTTP server. */
    public IngestConfig with(EdgeSettings newEdge) {
        return new IngestConfig(
                host,
                port,
                keys,
                serverNames,
                organization,
                maxWebhookBytes,
                storeTimeout,
                seenWindow,
                seenEvents,
                audio,
                owner,
                newEdge);
    }

    /** Reads INGEST_… and LIVEKIT_… variables; problems are reported by {@link Env#check}. */
    public static IngestConfig from(Env env) {
        OwnerSettings owner = OwnerSettings.defaults();
        return new IngestConfig(
                env.string("INGEST_HOST", "127.0.0.1"),
                env.integer("INGEST_PORT", 8080, 0, 65_535),
                keys(env),
                env.parsed("INGEST_SERVER_NAMES", Map.of(), "key=name, comma separated", IngestConfig::pairs),
                organization(env),
                env.integer("INGEST_MAX_WEBHOOK_BYTES", 1024 * 1024, 1_024, 64 * 1024 * 1024),
                env.duration("INGEST_STORE_TIMEOUT", Duration.ofMillis(1_500)),
                env.duration("INGEST_SEEN_WINDOW", Duration.ofMinutes(10)),
                env.integer("INGEST_SEEN_EVENTS", 50_000, 100, 10_000_000),
                audio(env),
                new OwnerSettings(
                        env.duration("INGEST_RESUME_WINDOW", owner.resumeWindow()),
                        env.duration("INGEST_FINISH_BOUND", owner.finishBound()),
                        env.duration("INGEST_PCM_GRACE", owner.pcmGrace()),
                        owner.checkEvery()),
                edge(env));
    }

    private static AudioSettings audio(Env env) {
        AudioSettings audio = AudioSettings.defaults();
        return new AudioSettings(
                env.duration("INGEST_ROOM_WAIT", audio.roomWait()),
                env.duration("INGEST_MAX_JUMP", audio.maxJump()),
                env.integer("INGEST_WINDOW_PACKETS", audio.windowPackets(), 8, 100_000),
                env.integer("INGEST_WINDOW_BYTES", audio.windowBytes(), 32_768, 1 << 30),
                audio.progressEvery(),
                env.duration("INGEST_ARRIVAL_LAG", audio.arrivalLag()),
                audio.heartbeat(),
                env.duration("INGEST_IDLE_TIMEOUT", audio.idleTimeout()),
                env.integer("INGEST_MAX_SOCKETS", audio.maxSockets(), 1, 100_000),
                new LiveSettings(
                        env.duration("INGEST_LIVE_BUFFER", audio.live().buffer()),
                        env.duration("INGEST_EGRESS_LATENCY", audio.live().egressLatency()),
                        new PcmFormat(
                                PcmFormat.Encoding.S16LE,
                                env.parsed(
                                        "INGEST_EGRESS_SAMPLE_RATE",
                                        audio.live().egressFormat().sampleRateHz(),
                                        "one of "
                                                + Resampler.RATES.stream()
                                                        .sorted()
                                                        .toList(),
                                        IngestConfig::sampleRate),
                                env.integer(
                                        "INGEST_EGRESS_CHANNELS",
                                        audio.live().egressFormat().channels(),
                                        1,
                                        2))));
    }

    private static int sampleRate(String text) {
        int rate = Integer.parseInt(text);
        if (!Resampler.RATES.contains(rate)) {
            throw new IllegalArgumentException(text);
        }
        return rate;
    }

    private static EdgeSettings edge(Env env) {
        EdgeSettings edge = EdgeSettings.defaults();
        return new EdgeSettings(
                env.parsed(
                        "INGEST_CORS_ORIGINS",
                        edge.cors(),
                        "origins such as https://app.example.com, comma separated",
                        CorsPolicy::parse),
                env.duration("INGEST_REQUEST_TIMEOUT", edge.requestTimeout()),
                edge.keepAlive(),
                env.integer("INGEST_MAX_CONNECTIONS", edge.maxConnections(), 1, 1_000_000),
                env.integer("INGEST_AUTH_FAILURES", edge.authFailuresPerMinute(), 0, 1_000_000));
    }

    private static Organization organization(Env env) {
        return new Organization(
                env.parsed(
                        "INGEST_ORGANIZATION_METADATA_POINTER",
                        Optional.empty(),
                        "a JSON pointer such as /organization/id",
                        IngestConfig::pointer),
                env.parsed(
                        "INGEST_ORGANIZATION_NAME_PATTERN",
                        Optional.empty(),
                        "a regular expression whose first group is the organization",
                        text -> Optional.of(Pattern.compile(text))),
                env.parsed(
                        "INGEST_ORGANIZATION_BY_SERVER",
                        Map.of(),
                        "server=organization, comma separated",
                        IngestConfig::pairs));
    }

    /** The values are secrets: a bad one is reported without being shown. */
    private static ApiKeys keys(Env env) {
        Map<String, List<Secret>> keys = new LinkedHashMap<>();
        for (String pair : env.string("LIVEKIT_KEYS", "").split("[,\n]", -1)) {
            String[] parts = pair.split(":", 2);
            if (parts.length == 2 && !parts[0].isBlank() && !parts[1].isBlank()) {
                add(keys, parts[0].strip(), parts[1].strip());
            } else if (!pair.isBlank()) {
                env.refuse("LIVEKIT_KEYS", "must be \"key: secret\", comma separated, as livekit-server has it");
            }
        }
        if (keys.isEmpty() || env.find("LIVEKIT_API_KEY").isPresent()) {
            String key = env.required("LIVEKIT_API_KEY", "the API key that signs webhooks and tokens");
            String secret = env.required("LIVEKIT_API_SECRET", "the secret of LIVEKIT_API_KEY");
            if (!key.isEmpty() && !secret.isEmpty()) {
                add(keys, key, secret);
            }
        }
        return new ApiKeys(keys);
    }

    private static void add(Map<String, List<Secret>> keys, String key, String secret) {
        keys.computeIfAbsent(key, name -> new ArrayList<>()).add(new Secret(secret));
    }

    private static Optional<String> pointer(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException(text);
        }
        return Optional.of(text);
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException(pair);
            }
            pairs.put(parts[0].strip(), parts[1].strip());
        }
        return pairs;
    }
}
