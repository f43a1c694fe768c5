package io.voxlog.monitor.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses a representation by the Accept header (RFC 9110, section 12.5.1). */
public final class Negotiation {
    private Negotiation() {}

    /**
     * The offered media type that the caller likes best, the earlier one among equals.
     *
     * @param accept header; null or empty accepts everything
     * @param offered without parameters, best first
     * @return null if none is acceptable
     */
    public static @Nullable String choose(@Nullable String accept, List<String> offered) {
        if (accept == null || accept.isBlank()) {
            return offered.get(0);
        }
        String best = null;
        double bestQuality = 0;
        for (String type : offered) {
            double quality = quality(accept, type);
            if (quality > bestQuality) {
                best = type;
                bestQuality = quality;
            }
        }
        return best;
    }

    /** Of the most specific range that covers the type; 0 if none does. */
    private static double quality(String accept, String type) {
        int specificity = -1;
        double quality = 0;
        for (String part : accept.split(",", -1)) {
            String[] pieces = part.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
            int match = specificity(pieces[0], type);
            if (match > specificity) {
                specificity = match;
                quality = weight(pieces);
            }
        }
        return quality;
    }

    private static int specificity(String range, String type) {
        if (range.equals(type)) {
            return 2;
        }
        if (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1))) {
            return 1;
        }
        return range.equals("*/*") ? 0 : -1;
    }

    private static double weight(String[] pieces) {
        for (int i = 1; i < pieces.length; i++) {
            if (pieces[i].startsWith("q=")) {
                try {
                    double value = Double.parseDouble(pieces[i].substring(2));
                    return value >= 0 && value <= 1 ? value : 0;
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
