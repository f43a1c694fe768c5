package io.voxlog.ingest.owner.adapter;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Topics;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The per-participant PCM topics, as far as their deletion goes. */
final class PcmTopics {
    private final Admin admin;
    private final Context context;

    PcmTopics(RoleContext role, Context context) {
        this.admin = Admin.create(role.kafka().admin("voxlog-room-owner-admin"));
        this.context = context;
    }

    /**
     * Deletes the topics of a room; gives how many there were, none where all rooms share a topic. One that is gone
     * already is fine.
     */
    Future<Integer> delete(String roomSid) {
        String prefix = Topics.pcmPrefix(roomSid);
        return Future.fromCompletionStage(admin.listTopics().names().toCompletionStage(), context)
                .compose(names -> {
                    Set<String> mine = names.stream()
                            .filter(name -> name.startsWith(prefix))
                            .collect(Collectors.toSet());
                    return Future.fromCompletionStage(
                                    admin.deleteTopics(mine).all().toCompletionStage(), context)
                            .recover(fault -> fault instanceof UnknownTopicOrPartitionException
                                    ? Future.succeededFuture()
                                    : Future.failedFuture(fault))
                            .map(mine.size());
                });
    }

    /** Blocks shortly. */
    void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
