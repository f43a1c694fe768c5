package io.voxlog.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SQL statements that stand in files. */
final class SqlFile {
    private static final Pattern NAMED = Pattern.compile("(?m)^-- ([^\\n]+)\\n([A-Z][^;]*;)");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sql\\n(.*?)```");
    private static final Pattern STATEMENT = Pattern.compile("[^;]+;");

    private SqlFile() {}

    /** Statements by the name that stands over each. */
    static Map<String, String> named(Path file) throws IOException {
        Map<String, String> statements = new LinkedHashMap<>();
        Matcher matcher = NAMED.matcher(Files.readString(file));
        while (matcher.find()) {
            statements.put(matcher.group(1), matcher.group(2));
        }
        return statements;
    }

    /** Statements of the SQL blocks of a document. */
    static List<String> ofDocument(Path file) throws IOException {
        List<String> statements = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(file));
        while (blocks.find()) {
            Matcher matcher = STATEMENT.matcher(blocks.group(1));
            while (matcher.find()) {
                statements.add(matcher.group().strip());
            }
        }
        return statements;
    }
}
