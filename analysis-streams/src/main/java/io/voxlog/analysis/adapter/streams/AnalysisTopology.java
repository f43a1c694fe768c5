package io.voxlog.analysis.adapter.streams;

import io.voxlog.analysis.sealing.SealingSettings;
import io.voxlog.schemas.RecordSerdes;
import io.voxlog.schemas.RoomPartitioner;
import io.voxlog.schemas.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The topology: events and finals of a room, which share its partition, go through one processor with its stores;
 * rooms, transcripts and jobs come out, placed by room as well.
 */
public final class AnalysisTopology {
    private static final String EVENTS = "room-events";
    private static final String FINALS = "room-finals";
    private static final String LIFECYCLE = "room-lifecycle";
    private static final StreamPartitioner<String, SpecificRecord> BY_ROOM =
            (topic, key, value, partitions) -> Optional.of(Set.of(RoomPartitioner.partition(key, partitions)));

    private final RecordSerdes serdes;
    private final SealingSettings settings;

    public AnalysisTopology(RecordSerdes serdes, SealingSettings settings) {
        this.serdes = serdes;
        this.settings = settings;
    }

    /** Builds the topology under this Streams configuration. */
    public Topology build(Map<String, Object> streamsConfig) {
        Topology topology = new Topology(new TopologyConfig(new StreamsConfig(streamsConfig)));
        addSource(topology, EVENTS, Topics.LIVEKIT_EVENTS.name());
        addSource(topology, FINALS, Topics.TRANSCRIPT_FINALS.name());
        topology.addProcessor(LIFECYCLE, new Lifecycle(settings), EVENTS, FINALS);
        addSink(topology, SinkNames.ROOMS, Topics.ROOMS.name());
        addSink(topology, SinkNames.TRANSCRIPTS, Topics.TRANSCRIPTS.name());
        for (int band : Topics.JOB_BANDS) {
            addSink(topology, SinkNames.jobs(band), Topics.analysisJobs(band).name());
        }
        return topology;
    }

    private void addSource(Topology topology, String name, String topic) {
        topology.addSource(name, new StringDeserializer(), serdes.deserializer(), topic);
    }

    private void addSink(Topology topology, String name, String topic) {
        topology.addSink(name, topic, new StringSerializer(), serdes.serializer(), BY_ROOM, LIFECYCLE);
    }

    private record Lifecycle(SealingSettings settings)
            implements ProcessorSupplier<String, SpecificRecord, String, SpecificRecord> {
        @Override
        public Processor<String, SpecificRecord, String, SpecificRecord> get() {
            return new RoomProcessor(settings);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return RoomStores.builders();
        }
    }
}
