package io.voxlog.monitor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A subscriber that takes everything it is sent, on a thread of its own. */
final class LiveClient implements AutoCloseable {
    /** @param id of the last id field, also of blocks without data */
    record Event(String id, String type, String data, long nanos) {}

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final InputStream body;
    private volatile String lastId = "";
    private volatile boolean ended;

    private LiveClient(InputStream body) {
        this.body = body;
        Thread reader = new Thread(this::read, "live-client");
        reader.setDaemon(true);
        reader.start();
    }

    /** Returns when the stream has begun. */
    static LiveClient open(ApiFixture monitor, String path, String... headers) {
        try {
            HttpResponse<InputStream> answer = monitor.http.send(
                    monitor.request(path, headers).build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                throw new AssertionError(
                        answer.statusCode() + " " + new String(answer.body().readAllBytes(), StandardCharsets.UTF_8));
            }
            LiveClient client = new LiveClient(answer.body());
            org.awaitility.Awaitility.await().until(() -> !client.events.isEmpty());
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    List<Event> events(String type) {
        return events.stream().filter(event -> event.type().equals(type)).toList();
    }

    String lastId() {
        return lastId;
    }

    boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            String type = "";
            String data = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !data.isEmpty()) {
                    events.add(new Event(lastId, type, data, System.nanoTime()));
                    type = "";
                    data = "";
                }
            }
        } catch (IOException e) {
            // Closed by the test or by the server.
        }
        ended = true;
    }
}
