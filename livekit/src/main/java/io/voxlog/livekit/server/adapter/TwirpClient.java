package io.voxlog.livekit.server.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.voxlog.livekit.AccessTokens;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Calls {@code POST /twirp/livekit.<Service>/<Method>} (Twirp wire protocol v7): protobuf in and out, errors as JSON
 * with code and msg. Each call has a token of its own, with the grants of that call only.
 */
public final class TwirpClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TOKEN_TTL = Duration.ofMinutes(1);
    private static final int CONNECT_MILLIS = 5_000;
    private static final int CALL_MILLIS = 15_000;

    private final Vertx vertx;
    private final HttpClient http;
    private final URI server;
    private final AccessTokens tokens;
    private final String apiKey;

    /**
     * @param server as LIVEKIT_URL has it: http, https, ws or wss
     * @param apiKey one of the keys of {@code tokens}
     */
    public TwirpClient(Vertx vertx, URI server, AccessTokens tokens, String apiKey) {
        this.vertx = vertx;
        this.server = httpOf(server);
        this.http = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS));
        this.tokens = tokens;
        this.apiKey = apiKey;
    }

    /**
     * Calls a method; fails with {@link TwirpException}. May be called on any thread: the exchange runs on one context,
     * so that no part of an answer can arrive before somebody listens to it.
     *
     * @param service such as Egress
     * @param video the grants that the call needs
     */
    public <T> Future<T> call(
            String service, String method, Message request, Parser<T> answer, Map<String, Object> video) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(server + "/twirp/livekit." + service + "/" + method)
                .setTimeout(CALL_MILLIS)
                .putHeader("Content-Type", "application/protobuf")
                .putHeader("Authorization", "Bearer " + tokens.mintForServer(apiKey, video, TOKEN_TTL));
        Promise<T> answered = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(ignored -> exchange(options, service + "/" + method, request, answer)
                        .onComplete(answered));
        return answered.future();
    }

    private <T> Future<T> exchange(RequestOptions options, String call, Message request, Parser<T> answer) {
        return http.request(options)
                .compose(made -> made.send(Buffer.buffer(request.toByteArray())))
                .recover(fault -> Future.failedFuture(new TwirpException(
                        "unavailable", "LiveKit at " + server + " cannot be reached: " + fault.getMessage())))
                .compose(response -> response.body().compose(body -> answered(call, response, body, answer)));
    }

    /** Ends the connections. */
    public Future<Void> close() {
        return http.close();
    }

    private static <T> Future<T> answered(String call, HttpClientResponse response, Buffer body, Parser<T> answer) {
        if (response.statusCode() != 200) {
            return Future.failedFuture(refused(call, response.statusCode(), body));
        }
        try {
            return Future.succeededFuture(answer.parseFrom(body.getBytes()));
        } catch (InvalidProtocolBufferException e) {
            return Future.failedFuture(new TwirpException(
                    "malformed", call + " was answered with something else than its message; is LIVEKIT_URL right?"));
        }
    }

    /** What is no Twirp error comes from something in between; its status tells. */
    private static TwirpException refused(String call, int status, Buffer body) {
        String code = status == 503 ? "unavailable" : "http_" + status;
        String message = "";
        try {
            JsonNode error = JSON.readTree(body.getBytes());
            code = error.path("code").asText(code);
            message = error.path("msg").asText("");
        } catch (JsonProcessingException noTwirp) {
            message = "the answer is no Twirp error; is LIVEKIT_URL right?";
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException("reading from memory does no I/O", impossible);
        }
        return new TwirpException(code, call + " was refused with " + status + " " + code + ": " + message);
    }

    private static URI httpOf(URI server) {
        String scheme = String.valueOf(server.getScheme());
        if (server.getHost() == null || !scheme.matches("https?|wss?")) {
            throw new IllegalArgumentException("LiveKit's address must be http, https, ws or wss with a host");
        }
        String path = server.getPath() == null ? "" : server.getPath().replaceAll("/+$", "");
        return URI.create(scheme.replace("ws", "http") + "://" + server.getAuthority() + path);
    }
}
