package io.voxlog.analysis.offline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Word lists of the rules: resource files with sections {@code [name]}, words between spaces, {@code #} comments. */
final class WordLists {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final WordLists ENGLISH = read("words-en.txt");

    private final Map<String, Set<String>> sections;

    private WordLists(Map<String, Set<String>> sections) {
        this.sections = sections;
    }

    static WordLists english() {
        return ENGLISH;
    }

    /** The words of a section. */
    Set<String> section(String name) {
        Set<String> words = sections.get(name);
        if (words == null) {
            throw new IllegalArgumentException("no word list " + name);
        }
        return words;
    }

    /** Lines of a resource of this package, comments and empty lines left out. */
    static List<String> lines(String resource) {
        List<String> lines = new ArrayList<>();
        try (InputStream in = WordLists.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String text = line.strip();
                if (!text.isEmpty() && !text.startsWith("#")) {
                    lines.add(text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + resource, e);
        }
        return lines;
    }

    private static WordLists read(String resource) {
        Map<String, Set<String>> sections = new HashMap<>();
        Set<String> open = new HashSet<>();
        for (String line : lines(resource)) {
            if (line.startsWith("[")) {
                open = sections.computeIfAbsent(line.substring(1, line.length() - 1), s -> new HashSet<>());
            } else {
                open.addAll(List.of(SPACE.split(line, -1)));
            }
        }
        Map<String, Set<String>> fixed = new HashMap<>();
        sections.forEach((name, words) -> fixed.put(name, Set.copyOf(words)));
        return new WordLists(Map.copyOf(fixed));
    }
}
