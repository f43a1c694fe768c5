package io.voxlog.monitor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.voxlog.testkit.peer.Peers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A headless browser with one page, driven by the Chrome DevTools Protocol. */
final class Chromium implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final List<String> problems = new java.util.concurrent.CopyOnWriteArrayList<>();

    private Chromium(Process process, WebSocket.Builder builder, URI page) {
        this.process = process;
        this.socket = builder.buildAsync(page, new Listener()).join();
    }

    /** Opens the page; skips the test where there is no browser. */
    static Chromium open(String url, Path profile) {
        Path program = Peers.require("chromium", "chromium", System.getenv());
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                url));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolve("chromium.log").toFile())
                    .start();
            HttpClient http = HttpClient.newHttpClient();
            Path port = profile.resolve("DevToolsActivePort");
            Awaitility.await()
                    .atMost(BOUND)
                    .until(() -> Files.exists(port) && Files.readAllLines(port).size() > 1);
            URI pages =
                    URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
            Awaitility.await()
                    .atMost(BOUND)
                    .ignoreExceptions()
                    .until(() -> !page(http, pages).isEmpty());
            Chromium opened = new Chromium(process, http.newWebSocketBuilder(), URI.create(page(http, pages)));
            opened.call("Runtime.enable", new JsonObject());
            opened.call("Log.enable", new JsonObject());
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Value of an expression; promises are waited for. */
    Object evaluate(String expression) {
        JsonObject result = call(
                "Runtime.evaluate",
                new JsonObject()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("returnByValue", true));
        if (result.containsKey("exceptionDetails")) {
            throw new AssertionError(
                    expression + ": " + result.getJsonObject("exceptionDetails").encode());
        }
        return result.getJsonObject("result").getValue("value");
    }

    /** Goes to a page as a person does by the address bar: it inherits nothing of this one. */
    void navigate(String url) {
        call("Page.navigate", new JsonObject().put("url", url));
    }

    /** Lets pages save files, in this folder. */
    void savesTo(Path folder) {
        call(
                "Page.setDownloadBehavior",
                new JsonObject().put("behavior", "allow").put("downloadPath", folder.toString()));
    }

    /** Errors of the console so far: exceptions, refused resources, breaches of the content policy. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static String page(HttpClient http, URI pages) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(pages).build(), HttpResponse.BodyHandlers.ofString());
        return new JsonArray(answer.body())
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(target -> target.getString("type").equals("page"))
                        .map(target -> target.getString("webSocketDebuggerUrl"))
                        .findFirst()
                        .orElse("");
    }

    private JsonObject call(String method, JsonObject parameters) {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(id, answer);
        JsonObject message =
                new JsonObject().put("id", id).put("method", method).put("params", parameters);
        socket.sendText(message.encode(), true).join();
        return answer.orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
    }

    private void take(JsonObject message) {
        CompletableFuture<JsonObject> waiting = answers.remove(message.getInteger("id", 0));
        if (waiting != null) {
            waiting.complete(message.getJsonObject("result", message));
        } else if (message.getString("method", "").equals("Runtime.exceptionThrown")
                || message.encode().contains("\"level\":\"error\"")) {
            problems.add(message.encode());
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(new JsonObject(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage(null);
        }
    }
}
