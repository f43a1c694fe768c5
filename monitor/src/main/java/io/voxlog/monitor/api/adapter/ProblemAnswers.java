package io.voxlog.monitor.api.adapter;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.voxlog.monitor.api.Problem;
import io.voxlog.monitor.api.ProblemException;
import io.voxlog.monitor.config.BadConfigException;
import io.voxlog.monitor.config.ConfigUnavailableException;
import io.voxlog.monitor.live.adapter.LiveBusyException;
import io.voxlog.monitor.query.adapter.TablesUnavailableException;
import io.voxlog.runtime.LogKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every error as one format: RFC 9457. */
final class ProblemAnswers {
    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);
    private static final int RETRY_SECONDS = 2;

    private ProblemAnswers() {}

    /** Answers a request that a handler, or the router itself, has failed. */
    static void answer(RoutingContext exchange) {
        Problem problem = problem(exchange.failure(), exchange.statusCode());
        if (problem.status() >= 500) {
            log.atWarn()
                    .setMessage("request failed")
                    .addKeyValue(LogKey.REASON, problem.name())
                    .addKeyValue(LogKey.ERROR, String.valueOf(exchange.failure()))
                    .log();
        }
        send(exchange.response(), problem);
    }

    static void send(HttpServerResponse response, Problem problem) {
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        JsonObject body = new JsonObject()
                .put("type", "urn:voxlog:problem:" + problem.name())
                .put("title", problem.title())
                .put("status", problem.status())
                .put("detail", problem.detail());
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }

    private static Problem problem(@Nullable Throwable fault, int status) {
        if (fault instanceof ProblemException known) {
            return known.problem();
        } else if (fault instanceof BadConfigException refused) {
            return Problem.badRequest(String.join("; ", refused.problems()));
        } else if (fault instanceof TablesUnavailableException || fault instanceof ConfigUnavailableException) {
            return Problem.unavailable(fault.getMessage() + "; try again, /ready says when", RETRY_SECONDS);
        } else if (fault instanceof LiveBusyException) {
            return Problem.unavailable(fault.getMessage() + "; try again", RETRY_SECONDS);
        }
        return switch (status) {
            case 400 -> Problem.badRequest("the path or the query is not well-formed");
            case 404 -> Problem.noSuchRoute();
            case 413 -> Problem.tooLarge(ConfigEndpoints.MAX_BODY_BYTES);
            default -> Problem.internal();
        };
    }
}
