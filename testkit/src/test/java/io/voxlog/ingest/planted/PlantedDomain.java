package io.voxlog.ingest.planted;

import io.voxlog.audio.planted.PlantedAudio;
import io.voxlog.infra.kafka.TopicPlan;
import io.voxlog.ingest.planted.adapter.PlantedAdapter;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Breaks rules on purpose. */
public final class PlantedDomain {
    final ProducerRecord<String, String> record = new ProducerRecord<>("t", "v");
    final PlantedAdapter adapter = new PlantedAdapter();
    final PlantedAudio audio = new PlantedAudio();
    final Instant now = Instant.now();
    final LongSupplier wallClock = System::currentTimeMillis;
    final LongSupplier stopwatch = System::nanoTime;
    final TopicPlan plan = TopicPlan.load();

    @javax.annotation.Nullable
    String absent;

    void fail() {
        System.out.println(absent);
        throw new RuntimeException("planted");
    }
}
