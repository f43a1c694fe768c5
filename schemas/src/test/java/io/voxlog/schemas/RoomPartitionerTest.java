package io.voxlog.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

final class RoomPartitionerTest {
    private static final List<String> ROOMS =
            IntStream.range(0, 500).mapToObj(i -> "RM_" + i + "ü").toList();

    @Test
    void everyKeyOfARoomFallsIntoOnePartition() {
        for (String room : ROOMS) {
            assertThat(Stream.of(
                                    room,
                                    Keys.checkpoint(room, 0, "TR_1"),
                                    Keys.transcript(room, 3, 7),
                                    Keys.job(room, 0, 1, "summary"),
                                    room + "/anything/else")
                            .map(key -> RoomPartitioner.partition(key, 12)))
                    .containsOnly(RoomPartitioner.partition(room, 12));
        }
    }

    @Test
    void aBareRoomFallsWhereKafkasOwnPartitionerPutsIt() {
        for (String room : ROOMS) {
            byte[] key = room.getBytes(StandardCharsets.UTF_8);
            assertThat(RoomPartitioner.partition(room, 12)).isEqualTo(BuiltInPartitioner.partitionForKey(key, 12));
        }
    }

    @Test
    void roomsSpreadOverAllPartitions() {
        assertThat(ROOMS.stream().map(room -> RoomPartitioner.partition(room, 12)))
                .containsOnly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
                .contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void producersGetTheSamePartitionAndNeedAKey() {
        Node node = new Node(1, "localhost", 1);
        List<PartitionInfo> partitions = IntStream.range(0, 12)
                .mapToObj(i -> new PartitionInfo("rooms", i, node, new Node[] {node}, new Node[] {node}))
                .toList();
        var cluster = new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
        try (var partitioner = new RoomPartitioner()) {
            byte[] key = "RM_1/0/TR_2".getBytes(StandardCharsets.UTF_8);
            assertThat(partitioner.partition("rooms", "RM_1/0/TR_2", key, "v", new byte[0], cluster))
                    .isEqualTo(RoomPartitioner.partition("RM_1", 12));
            assertThatThrownBy(() -> partitioner.partition("rooms", null, null, "v", new byte[0], cluster))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("rooms");
        }
    }
}
