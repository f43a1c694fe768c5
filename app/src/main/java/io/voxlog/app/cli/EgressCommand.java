package io.voxlog.app.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxlog.livekit.AccessTokens;
import io.voxlog.livekit.ApiKeys;
import io.voxlog.livekit.EgressTickets;
import io.voxlog.livekit.server.adapter.EgressApi;
import io.voxlog.livekit.server.adapter.StartedEgress;
import io.voxlog.livekit.server.adapter.TwirpClient;
import io.voxlog.runtime.Env;
import io.voxlog.runtime.Secret;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has LiveKit's egress service send a track to a running ingest role, where no media connection can be made. */
@Command(
        name = "egress",
        description = "Start, list and stop LiveKit's track egress towards /audio/egress.",
        footer = {
            "",
            "Signs with LIVEKIT_API_KEY and LIVEKIT_API_SECRET, which LiveKit and the ingest role both know. LiveKit needs its",
            "egress service, and that must reach the address given by --to."
        })
public final class EgressCommand {
    private static final int PATIENCE_SECONDS = 60;

    @Option(
            names = "--livekit",
            paramLabel = "URL",
            description = "LiveKit's address: http, https, ws or wss. Default: LIVEKIT_URL.")
    private Optional<URI> livekit = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Command(name = "start", description = "Send an audio track to Voxlog.")
    int start(
            @Option(names = "--room", required = true, paramLabel = "NAME", description = "The room's name.")
                    String room,
            @Option(names = "--track", required = true, paramLabel = "SID", description = "The track's sid, TR_…")
                    String track,
            @Option(
                            names = "--to",
                            paramLabel = "URL",
                            defaultValue = "ws://127.0.0.1:8080/audio/egress",
                            description = "Where egress finds Voxlog: ws or wss. Default: ${DEFAULT-VALUE}")
                    URI to) {
        if (to.getHost() == null || !String.valueOf(to.getScheme()).matches("wss?")) {
            throw new ParameterException(spec.commandLine(), "--to must be a ws or wss URL");
        }
        print(call(api -> api.startTrackEgress(room, track, to)));
        return 0;
    }

    @Command(name = "list", description = "The egresses of a room.")
    int list(
            @Option(names = "--room", required = true, paramLabel = "NAME", description = "The room's name.")
                    String room) {
        call(api -> api.list(room)).forEach(this::print);
        return 0;
    }

    @Command(name = "stop", description = "End an egress.")
    int stop(@Parameters(paramLabel = "ID", description = "EG_…, as start printed it.") String egressId) {
        print(call(api -> api.stop(egressId)));
        return 0;
    }

    private void print(StartedEgress egress) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%s  %s  room %s  track %s%s%n",
                egress.egressId(),
                egress.status().toLowerCase(java.util.Locale.ROOT),
                egress.roomName(),
                egress.trackSid(),
                egress.error().isEmpty() ? "" : "  " + egress.error());
        out.flush();
    }

    private <T> T call(Function<EgressApi, Future<T>> call) {
        Env env = Variables.read().env();
        String address = livekit.map(URI::toString).orElseGet(() -> env.required("LIVEKIT_URL", "LiveKit's address"));
        String key = env.required("LIVEKIT_API_KEY", "the API key that signs the calls");
        String secret = env.required("LIVEKIT_API_SECRET", "the secret of LIVEKIT_API_KEY");
        env.check();
        ApiKeys keys = ApiKeys.of(key, new Secret(secret));
        Clock clock = Clock.systemUTC();
        Vertx vertx = Vertx.vertx();
        try {
            TwirpClient server = new TwirpClient(vertx, URI.create(address), new AccessTokens(keys, clock), key);
            return call.apply(new EgressApi(server, new EgressTickets(keys, clock), key))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new EgressFailedException(
                    String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()), e);
        } catch (TimeoutException e) {
            throw new EgressFailedException("LiveKit did not answer within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EgressFailedException("interrupted", e);
        } finally {
            vertx.close();
        }
    }

    /** LiveKit did not do it; the message says why. */
    private static final class EgressFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EgressFailedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
