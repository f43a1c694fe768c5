package io.voxlog.schemas;

import java.util.List;
import org.apache.avro.Schema;

/**
 * A topic of the catalogue. Partition count, retention and cleanup stand in infra/kafka's topics.yaml.
 *
 * @param name the Kafka topic's name
 * @param schemas the records it carries; several where one topic holds several kinds
 */
public record Topic(String name, List<Schema> schemas) {
    public Topic {
        schemas = List.copyOf(schemas);
    }
}
