package io.voxlog.ingest.http.adapter;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Error answers as problem JSON. */
public final class Problem {
    private Problem() {}

    /**
     * Answers with problem JSON.
     *
     * @param title what is wrong, always the same for the same fault
     * @param detail cause and remedy of this case; no secrets, no tokens
     */
    public static void send(HttpServerResponse response, int status, String title, String detail) {
        if (response.ended() || response.closed()) {
            return;
        }
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("status", status)
                .put("title", title)
                .put("detail", detail);
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(body.toBuffer());
    }
}
