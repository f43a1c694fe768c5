package io.voxlog.analysis;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.voxlog.runtime.Role;
import io.voxlog.runtime.RoleContext;
import io.voxlog.schemas.AnalysisResult;
import io.voxlog.schemas.RoomState;
import io.voxlog.schemas.Topics;
import io.voxlog.schemas.Transcript;
import io.voxlog.testkit.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A cluster, roles on it, and what they wrote for a room. */
public final class RoleFixture implements AutoCloseable {
    private final Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedCluster cluster = EmbeddedCluster.start();
    private final KafkaProducer<String, SpecificRecord> producer = cluster.producer();
    private final List<Role> roles = new ArrayList<>();
    private final List<Throwable> faults = new CopyOnWriteArrayList<>();

    public RoleFixture(Path folder) {
        this.folder = folder;
    }

    public EmbeddedCluster cluster() {
        return cluster;
    }

    public List<Throwable> faults() {
        return List.copyOf(faults);
    }

    public RoleContext context(String workerId) {
        return new RoleContext(
                vertx,
                cluster.settings(),
                cluster.serdes(),
                Clock.systemUTC(),
                workerId,
                new SimpleMeterRegistry(),
                faults::add);
    }

    /** Both roles, as one worker has them; job workers with the offline rules. */
    public List<Role> start(String name) throws Exception {
        AnalysisConfig config = AnalysisConfig.in(folder.resolve(name));
        return List.of(
                started(new JobWorkersRole(context(name), config)), started(new AnalysisRole(context(name), config)));
    }

    public void stop(List<Role> ended) throws Exception {
        for (Role role : ended) {
            role.stop().await(30, TimeUnit.SECONDS);
        }
    }

    public void play(CallScript call) {
        call.twoPersonCall().forEach(event -> send(Topics.LIVEKIT_EVENTS.name(), call.roomSid(), event));
        call.twoPersonFinals().forEach(said -> send(Topics.TRANSCRIPT_FINALS.name(), call.roomSid(), said));
        producer.flush();
    }

    public void send(String topic, String key, SpecificRecord value) {
        producer.send(new ProducerRecord<>(topic, key, value));
    }

    public void flush() {
        producer.flush();
    }

    public List<AnalysisResult> results(CallScript call) {
        return cluster.reader().values(Topics.ANALYSIS_RESULTS, AnalysisResult.class).stream()
                .filter(result -> result.getRoomSid().equals(call.roomSid()))
                .toList();
    }

    public List<Transcript> transcripts(CallScript call) {
        return cluster.reader().values(Topics.TRANSCRIPTS, Transcript.class).stream()
                .filter(transcript -> transcript.getRoomSid().equals(call.roomSid()))
                .toList();
    }

    public List<RoomState> rooms(CallScript call) {
        return cluster.reader().values(Topics.ROOMS, RoomState.class).stream()
                .filter(room -> room.getRoomSid().equals(call.roomSid()))
                .toList();
    }

    @Override
    public void close() throws Exception {
        stop(roles);
        producer.close();
        cluster.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private Role started(Role role) throws Exception {
        roles.add(role);
        role.start().await(60, TimeUnit.SECONDS);
        return role;
    }
}
