package io.voxlog.stt.adapter.kafka;

import io.voxlog.runtime.PcmLayout;
import io.voxlog.runtime.PollLoop;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.Topics;
import io.voxlog.stt.engine.SttEngine;
import io.voxlog.stt.session.SessionSettings;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector as a member of its group: one poll thread for {@code rooms}, one thread per partition with an active
 * room. Starting and stopping block.
 */
public final class SttConnector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SttConnector.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    private final Admin admin;
    private final LiveLane live;
    private final RoomsHandler handler;
    private final PollLoop<String, SpecificRecord> loop;

    private SttConnector(Admin admin, LiveLane live, RoomsHandler handler, PollLoop<String, SpecificRecord> loop) {
        this.admin = admin;
        this.live = live;
        this.handler = handler;
        this.loop = loop;
    }

    /**
     * Joins the group.
     *
     * @param context told if the group's consumer fails for good
     * @param engine stays the caller's, who closes it after this
     * @param layout where PCM lies
     */
    public static SttConnector start(
            RoleContext context, SttEngine engine, SessionSettings settings, PcmLayout layout) {
        Consumer<Throwable> onFatal = context.onFatal();
        SttClients clients = new SttClients(context.kafka(), context.serdes(), context.workerId());
        SttRecords records = SttRecords.of(engine, settings.language());
        Admin admin = clients.admin();
        LiveLane live = clients.live(records);
        SttMeters meters = new SttMeters(context.meters());
        CompletableFuture<PartitionParts> parts = new CompletableFuture<>();
        RoomsHandler handler = new RoomsHandler(partition -> new PartitionWorker(partition, parts.join()), onFatal);
        PollLoop<String, SpecificRecord> loop = new PollLoop<>("voxlog-stt-rooms", clients.rooms(), handler, 1);
        parts.complete(new PartitionParts(
                clients,
                new PcmPositions(admin, SttClients.GROUP),
                layout,
                new Membership(loop),
                engine,
                settings,
                records,
                meters.counting(live),
                meters,
                System::nanoTime,
                new Random(),
                onFatal));
        loop.subscribe(List.of(Topics.ROOMS.name()));
        return new SttConnector(admin, live, handler, loop);
    }

    /** Sids of the rooms that are owned here and have work; from any thread. */
    public Set<String> rooms() {
        return handler.activeRooms();
    }

    /** Stores what the engines have given, leaves the group and closes everything; some seconds at most. */
    @Override
    public void close() {
        List<PartitionWorker> workers = stopWorkers();
        for (PartitionWorker worker : workers) {
            if (!ended(worker.ended().toCompletableFuture())) {
                worker.interrupt();
                ended(worker.ended().toCompletableFuture());
            }
        }
        loop.close();
        ended(loop.ended().toCompletableFuture());
        live.close();
        admin.close(STOP_TIMEOUT);
    }

    private List<PartitionWorker> stopWorkers() {
        try {
            return loop.call(consumer -> handler.stopWorkers(true))
                    .toCompletableFuture()
                    .get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atInfo().setMessage("stt workers were stopped before").log();
        }
        return List.of();
    }

    /** Waits for it; false if it takes too long. */
    private static boolean ended(CompletableFuture<Void> end) {
        try {
            end.get(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
