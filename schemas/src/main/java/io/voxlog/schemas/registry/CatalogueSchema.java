package io.voxlog.schemas.registry;

import io.voxlog.schemas.Topics;
import java.util.List;
import org.apache.avro.Schema;

/**
 * One kind of record of one topic, as it stands in the registry: the group is the schema's namespace, the artifact is
 * {@code <topic>-<record>}, which is what Apicurio's TopicRecordIdStrategy looks for. The content is the whole schema
 * with everything it refers to.
 *
 * @param topic name of the topic
 * @param schema of the record
 */
public record CatalogueSchema(String topic, Schema schema) {
    /** Every kind of record of every topic, in the catalogue's order. */
    public static List<CatalogueSchema> all() {
        return Topics.all().stream()
                .flatMap(topic -> topic.schemas().stream().map(schema -> new CatalogueSchema(topic.name(), schema)))
                .toList();
    }

    /** The registry's group. */
    public String group() {
        return schema.getNamespace();
    }

    /** The artifact's id in the group. */
    public String artifact() {
        return topic + "-" + schema.getName();
    }

    /** The schema as JSON. */
    public String content() {
        return schema.toString();
    }
}
