package io.voxlog.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** docs/operations.md and what it says of measurements. */
final class OperationsDocument {
    private static final Path DOCUMENT = Path.of("..", "docs", "operations.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `((?:voxlog|kafka)_[a-z0-9_]+)`");
    private static final Pattern ALWAYS =
            Pattern.compile("(?m)^\\| `((?:voxlog|kafka)_[a-z0-9_]+)` \\|(?!.*\\(once ).*$");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE ((?:voxlog|kafka)_[a-z0-9_]+) ");

    private OperationsDocument() {}

    /** The names in the document's table are those of a scrape, and those that come "once" something happens. */
    static void assertMetricsAre(String scrape) throws IOException {
        String document = Files.readString(DOCUMENT);
        Set<String> shown = names(TYPE, scrape);
        assertThat(names(ROW, document)).as("documented").containsAll(shown);
        assertThat(shown).as("shown").containsAll(names(ALWAYS, document));
    }

    private static Set<String> names(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
}
