package io.voxlog.schemas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaFormatter;

/** The forms of the records that were released: files {@code <Record>.<n>.avsc}, n counting from 1. */
final class PublishedSchemas {
    private final Path folder;

    PublishedSchemas(Path folder) {
        this.folder = folder;
    }

    /** The kinds of record in the catalogue, each once. */
    static List<Schema> current() {
        Map<String, Schema> kinds = new LinkedHashMap<>();
        Topics.all().forEach(topic -> topic.schemas().forEach(schema -> kinds.put(schema.getFullName(), schema)));
        return List.copyOf(kinds.values());
    }

    /** All published forms of a record, oldest first. */
    List<Schema> of(String record) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(record + "."))
                    .sorted(Comparator.comparingInt(PublishedSchemas::number))
                    .map(PublishedSchemas::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with these schemas, in words that say what to do; empty if nothing is. */
    List<String> problems(List<Schema> schemas) {
        List<String> problems = new ArrayList<>();
        for (Schema schema : schemas) {
            List<Schema> forms = of(schema.getName());
            if (!forms.contains(schema)) {
                problems.add(schema.getName() + " has a form that is not published: run mvn -pl schemas test"
                        + " -Dtest=PublishedSchemasTest -Dvoxlog.publish=true and commit the new file");
            }
            for (int i = 0; i < forms.size(); i++) {
                SchemaCompatibility.checkReaderWriterCompatibility(schema, forms.get(i))
                        .getResult()
                        .getIncompatibilities()
                        .forEach(one -> problems.add(schema.getName() + " cannot read a published form of itself: "
                                + one.getType() + " at " + one.getLocation() + " (" + one.getMessage()
                                + "). Give new fields a default and keep the types of old ones"));
            }
        }
        return problems;
    }

    /** Writes the current form of each schema that has none that equals it. */
    void publish(List<Schema> schemas) throws IOException {
        for (Schema schema : schemas) {
            List<Schema> forms = of(schema.getName());
            if (!forms.contains(schema)) {
                Path file = folder.resolve(schema.getName() + "." + (forms.size() + 1) + ".avsc");
                Files.writeString(file, SchemaFormatter.format("json/pretty", schema) + "\n");
            }
        }
    }

    private static int number(Path file) {
        String[] parts = file.getFileName().toString().split("\\.", -1);
        return Integer.parseInt(parts[1]);
    }

    private static Schema parse(Path file) {
        try {
            return new Schema.Parser().parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
