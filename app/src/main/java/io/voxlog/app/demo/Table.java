package io.voxlog.app.demo;

import java.util.ArrayList;
import java.util.List;

/** A plain-text table with left-aligned columns; the last column is wrapped. */
public final class Table {
    private static final int WIDTH = 110;
    private static final String GAP = "  ";

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        this.header = List.of(header);
    }

    public Table row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + header.size() + " headings");
        }
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The table, each line indented by two spaces and ended by a line break. */
    public String render() {
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = header.get(column).length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        line(text, header, widths);
        List<String> rules = new ArrayList<>();
        int last = Math.min(widths[widths.length - 1], lastWidth(widths));
        for (int column = 0; column < widths.length; column++) {
            rules.add("-".repeat(column == widths.length - 1 ? last : widths[column]));
        }
        line(text, rules, widths);
        rows.forEach(row -> line(text, row, widths));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder left = new StringBuilder(GAP);
        for (int column = 0; column < widths.length - 1; column++) {
            String cell = cells.get(column);
            left.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
        }
        String indent = " ".repeat(left.length());
        String start = left.toString();
        for (String part : wrap(cells.get(widths.length - 1), lastWidth(widths))) {
            text.append((start + part).stripTrailing()).append(System.lineSeparator());
            start = indent;
        }
    }

    private static int lastWidth(int[] widths) {
        int taken = GAP.length();
        for (int column = 0; column < widths.length - 1; column++) {
            taken += widths[column] + GAP.length();
        }
        return Math.max(20, WIDTH - taken);
    }

    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int cut = space > 0 ? space : width;
            lines.add(rest.substring(0, cut));
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
