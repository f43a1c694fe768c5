package io.voxlog.runtime.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code .env} files: a {@code NAME=value} per line, {@code export} before it allowed. A value in single quotes
 * is as it stands; in double quotes {@code \n}, {@code \t}, {@code \"} and {@code \\} are escapes; without quotes it
 * ends at {@code #}. Lines that start with # are comments; the last of equal names holds. Values never span lines and
 * nothing is substituted in them.
 */
public final class EnvFile {
    private static final Pattern LINE = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=(.*)");
    private static final Pattern COMMENT = Pattern.compile("\\s*(#.*)?");
    private static final String BOM = "\uFEFF";

    private EnvFile() {}

    /**
     * Reads a file.
     *
     * @throws BadEnvFileException naming every line that is not understood, without its value
     */
    public static Map<String, String> read(Path file) {
        try {
            return parse(file.toString(), Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new BadEnvFileException(file + " does not exist; make it, or leave --env-file out", e);
        } catch (CharacterCodingException e) {
            throw new BadEnvFileException(file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new BadEnvFileException(file + " cannot be read: " + e, e);
        }
    }

    /** @param name of the file, for messages */
    static Map<String, String> parse(String name, List<String> lines) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replace(BOM, "").strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            try {
                if (!matcher.matches()) {
                    throw new IllegalArgumentException("is not NAME=value");
                }
                values.put(matcher.group(1), value(matcher.group(2).strip()));
            } catch (IllegalArgumentException e) {
                problems.add(name + ", line " + (i + 1) + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new BadEnvFileException(String.join(System.lineSeparator(), problems), null);
        }
        return values;
    }

    private static String value(String text) {
        if (text.startsWith("'")) {
            int end = text.indexOf('\'', 1);
            requireNothingAfter(text, end);
            return text.substring(1, end);
        }
        if (text.startsWith("\"")) {
            return quoted(text);
        }
        int comment = text.startsWith("#") ? 0 : text.replace('\t', ' ').indexOf(" #");
        return comment < 0 ? text : text.substring(0, comment).strip();
    }

    private static String quoted(String text) {
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '"') {
                requireNothingAfter(text, i);
                return value.toString();
            }
            if (next == '\\' && i + 1 < text.length()) {
                i++;
                value.append(unescaped(text.charAt(i)));
            } else {
                value.append(next);
            }
        }
        throw new IllegalArgumentException("has no closing quote");
    }

    private static char unescaped(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case '"', '\\', '$' -> escaped;
            default -> throw new IllegalArgumentException("has the unknown escape \\" + escaped);
        };
    }

    private static void requireNothingAfter(String text, int end) {
        if (end < 0) {
            throw new IllegalArgumentException("has no closing quote");
        }
        if (!COMMENT.matcher(text.substring(end + 1)).matches()) {
            throw new IllegalArgumentException("goes on after its closing quote");
        }
    }
}
