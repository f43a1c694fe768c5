package io.voxlog.runtime.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads tables of the form {@code one | two | three}, a row per line; blank lines and lines with # are left out. */
final class VariableTable {
    private VariableTable() {}

    static List<String[]> rows(String resource, int columns) {
        try (InputStream in = Objects.requireNonNull(
                        VariableTable.class.getResourceAsStream(resource),
                        () -> resource + " is missing from the jar");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> cells(resource, line, columns))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static String[] cells(String resource, String line, int columns) {
        String[] cells = line.split("\\|", -1);
        if (cells.length != columns) {
            throw new IllegalStateException(resource + " has a row of " + cells.length + " cells: " + line);
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].strip();
        }
        return cells;
    }
}
