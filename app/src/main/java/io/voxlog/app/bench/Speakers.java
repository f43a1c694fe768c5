package io.voxlog.app.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.voxlog.ingest.client.adapter.AudioSocketClient;
import io.voxlog.ingest.client.adapter.AudioTrack;
import io.voxlog.livekit.AccessTokens;
import io.voxlog.livekit.ApiKeys;
import io.voxlog.livekit.RoomGrants;
import io.voxlog.runtime.Backoff;
import io.voxlog.runtime.Secret;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Speaks for all the people: a packet of 20 ms each, every 20 ms, over an audio socket each, evenly spread over the 20
 * ms. When the load process is late, packets are still timed from when they were due.
 */
final class Speakers {
    static final int PACKET_TICKS = 960;
    static final long PACKET_NANOS = 20_000_000;

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofSeconds(2));

    private final List<AudioSocketClient> clients = new ArrayList<>();
    private final List<byte[]> packets;

    /** @param packets spoken over and over, each person from a place of their own */
    Speakers(Vertx vertx, URI endpoint, String key, Secret secret, int people, List<byte[]> packets) {
        this.packets = packets;
        AccessTokens tokens = new AccessTokens(ApiKeys.of(key, secret), Clock.systemUTC());
        for (int person = 0; person < people; person++) {
            String identity = BenchRooms.identity(person);
            RoomGrants grants = RoomGrants.publisher(BenchRooms.name(person));
            clients.add(new AudioSocketClient(
                    vertx,
                    endpoint,
                    AudioTrack.recorded(
                            BenchRooms.room(person), BenchRooms.track(person), BenchRooms.participant(person), 0),
                    () -> tokens.mint(key, identity, grants, Duration.ofMinutes(5)),
                    BACKOFF));
        }
    }

    /** Opens all sockets. */
    Future<Void> open() {
        return Future.all(clients.stream().map(AudioSocketClient::open).toList())
                .mapEmpty();
    }

    /** When a person's packet is due, on the monotonic clock. */
    long dueNanos(long startNanos, int person, long packet) {
        return startNanos + packet * PACKET_NANOS + person * PACKET_NANOS / clients.size();
    }

    /** Speaks this many packets per person at their pace; blocks. */
    void speak(long startNanos, int count) {
        for (int packet = 0; packet < count; packet++) {
            for (int person = 0; person < clients.size(); person++) {
                long due = dueNanos(startNanos, person, packet);
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                byte[] opus = packets.get((packet + 37 * person) % packets.size());
                clients.get(person).send((long) packet * PACKET_TICKS, opus);
            }
        }
    }

    int reconnects() {
        return clients.stream().mapToInt(AudioSocketClient::reconnects).sum();
    }
}
