package io.voxlog.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.voxlog.schemas.ApicurioSerdes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a start says about a registry that is away, empty or broken. */
final class RegistryErrorsIT {
    @Test
    void namesTheAddressOfARegistryThatIsAway() throws IOException {
        HttpServer server = server(200, "{}");
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        server.stop(0);

        assertThatThrownBy(() -> ApicurioSerdes.connect(url))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(url)
                .hasMessageContaining("does not answer");
    }

    @Test
    void namesEverySchemaThatIsNotRegisteredAndTheRemedy() throws IOException {
        HttpServer server = server(200, "{\"count\": 0, \"versions\": []}");
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThatThrownBy(() -> ApicurioSerdes.connect(url))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContainingAll("livekit.audio-OpusPacket", "transcripts-Transcript")
                    .hasMessageContaining("./voxlog topics apply");
            assertThat(new SchemaRegistration(url).list())
                    .extracting(SchemaStatus::state)
                    .containsOnly(SchemaStatus.State.MISSING);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void repeatsWhatABrokenRegistryAnswers() throws IOException {
        HttpServer server = server(500, "{\"title\": \"no database\"}");
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThatThrownBy(() -> new SchemaRegistration(url).apply())
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("answered 500")
                    .hasMessageContaining("no database");
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer server(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }
}
