package io.voxlog.analysis.offline;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words that say when something is due: weekdays and months with capitals, "by" and "on" left out, "before",
 * "until", "next" and "every" kept. What lies in the past ("last Monday") or only names a thing ("the Monday report")
 * is no due time.
 */
final class DueFinder {
    private static final WordLists LISTS = WordLists.english();
    private static final Set<String> WEEKDAYS = LISTS.section("weekdays");
    private static final Set<String> MONTHS = LISTS.section("months");
    private static final Set<String> DAY_PARTS = LISTS.section("day-parts");
    private static final Set<String> DAYS = LISTS.section("days");
    private static final Set<String> PERIODS = LISTS.section("periods");
    private static final Set<String> ENDS = LISTS.section("period-ends");
    private static final Set<String> UNITS = LISTS.section("time-units");
    private static final Set<String> NUMBERS = LISTS.section("numbers");
    private static final Set<String> ORDINALS = LISTS.section("ordinals");
    private static final Set<String> CLOCKS = LISTS.section("clocks");
    private static final Set<String> CLOCK_UNITS = LISTS.section("clock-units");
    private static final Set<String> LEADS = LISTS.section("due-leads");
    private static final Set<String> KEPT_LEADS = LISTS.section("due-leads-kept");
    private static final Set<String> BARRED = LISTS.section("not-before-due");
    private static final Set<String> AFTER_BARE_DAY = LISTS.section("after-due");
    private static final Set<String> CLAUSE_OPENERS = LISTS.section("clause-openers");
    private static final Set<String> WHICH_DAY = LISTS.section("which-day");

    private static final Pattern ORDINAL = Pattern.compile("\\d{1,2}(st|nd|rd|th)");
    private static final Pattern NUMERIC = Pattern.compile("\\d{1,2}([:.]\\d{2})?");

    private final List<Token> tokens;

    /**
     * Words that give a due time.
     *
     * @param end index after the last
     * @param text normalised
     */
    record Span(int start, int end, String text) {}

    DueFinder(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The due time that starts exactly here and ends by a limit, with one that follows it at once; else null. */
    @Nullable
    Span at(int index, int limit) {
        Span first = one(index, limit);
        if (first == null || first.end() >= limit) {
            return first;
        }
        Span second = one(first.end(), limit);
        return second == null ? first : new Span(index, second.end(), first.text() + " " + second.text());
    }

    /** The first due time between two indexes. */
    @Nullable
    Span first(int from, int limit) {
        for (int i = from; i < limit; i++) {
            Span span = at(i, limit);
            if (span != null) {
                return span;
            }
        }
        return null;
    }

    /** The due time that ends exactly here and starts a clause; else null. */
    @Nullable
    Span before(int end) {
        for (int start = Math.max(0, end - 6); start < end; start++) {
            boolean startsClause = start == 0
                    || tokens.get(start - 1).after() != Token.Mark.NONE
                    || CLAUSE_OPENERS.contains(word(start - 1));
            Span span = startsClause ? at(start, end) : null;
            if (span != null && span.end() == end) {
                return span;
            }
        }
        return null;
    }

    private @Nullable Span one(int index, int limit) {
        int at = index;
        while (at < limit && at < index + 2 && LEADS.contains(word(at))) {
            at++;
        }
        boolean led = at > index;
        if (!led && index > 0 && BARRED.contains(word(index - 1))) {
            return null;
        }
        String kept = led && KEPT_LEADS.contains(word(at - 1)) ? word(at - 1) + " " : "";
        Span core = core(at, limit, led);
        return core == null ? null : new Span(index, core.end(), keptBefore(kept, core) + core.text());
    }

    /** "before Friday", "at 5 pm", "over the weekend" keep their first word; "by" and "on" say nothing. */
    private static String keptBefore(String kept, Span core) {
        return kept.equals("over ") && !core.text().contains("weekend") ? "" : kept;
    }

    private @Nullable Span core(int at, int limit, boolean led) {
        Span span = day(at, limit, led);
        span = span == null ? period(at, limit, led) : span;
        span = span == null ? distance(at, limit) : span;
        span = span == null ? promptly(at, limit) : span;
        return span == null && led ? date(at, limit) : span;
    }

    /** "Thursday morning", "next Monday", "every Friday", "tomorrow". */
    private @Nullable Span day(int at, int limit, boolean led) {
        String word = word(at, limit);
        if (DAYS.contains(word)) {
            return withDayPart(at + 1, limit, at, word);
        }
        if (phrase(at, limit, "the", "day", "after", "tomorrow")) {
            return new Span(at, at + 4, "the day after tomorrow");
        }
        if (WEEKDAYS.contains(word)) {
            boolean alone = at + 1 >= limit
                    || tokens.get(at).after() != Token.Mark.NONE
                    || AFTER_BARE_DAY.contains(word(at + 1))
                    || DAY_PARTS.contains(word(at + 1))
                    || one(at + 1, limit) != null;
            return led || alone ? withDayPart(at + 1, limit, at, capital(word)) : null;
        }
        int named = word.equals("the") ? at + 1 : at;
        if (WHICH_DAY.contains(word(named, limit)) && WEEKDAYS.contains(word(named + 1, limit))) {
            String which = word(named);
            String day = capital(word(named + 1));
            boolean plain = Set.of("this", "coming").contains(which);
            return withDayPart(
                    named + 2, limit, at, plain ? day : (which.equals("each") ? "every" : which) + " " + day);
        }
        return null;
    }

    private Span withDayPart(int next, int limit, int start, String text) {
        if (DAY_PARTS.contains(word(next, limit))) {
            return new Span(start, next + 1, text + " " + word(next));
        }
        return new Span(start, next, text);
    }

    /** "next week", "this afternoon", "every month", "the end of the week", "the weekend". */
    private @Nullable Span period(int at, int limit, boolean led) {
        int named = word(at, limit).equals("the") ? at + 1 : at;
        String which = word(named, limit);
        String unit = word(named + 1, limit);
        boolean meeting = led && Set.of("meeting", "call", "review", "release").contains(unit);
        if ((which.equals("next") || which.equals("following")) && (PERIODS.contains(unit) || meeting)) {
            return new Span(at, named + 2, meeting ? "the next " + unit : "next " + unit);
        }
        if (which.equals("this") && PERIODS.contains(unit)) {
            return new Span(at, named + 2, "this " + unit);
        }
        if ((which.equals("every") || which.equals("each")) && PERIODS.contains(unit)) {
            return new Span(at, named + 2, "every " + unit);
        }
        if (led && named > at && which.equals("weekend")) {
            return new Span(at, named + 1, "the weekend");
        }
        return end(at, named, limit);
    }

    private @Nullable Span end(int at, int named, int limit) {
        if (word(at, limit).equals("eod") || phrase(at, limit, "close", "of", "business")) {
            return new Span(at, word(at).equals("eod") ? at + 1 : at + 3, "end of day");
        }
        if (!phrase(named, limit, "end", "of")) {
            return null;
        }
        String article = word(named + 2, limit);
        boolean hasArticle = Set.of("the", "this", "next").contains(article);
        int unit = hasArticle ? named + 3 : named + 2;
        if (!ENDS.contains(word(unit, limit)) && !MONTHS.contains(word(unit, limit))) {
            return null;
        }
        String of = hasArticle ? article + " " : "";
        String name = MONTHS.contains(word(unit)) ? capital(word(unit)) : word(unit);
        return new Span(at, unit + 1, "end of " + of + name);
    }

    /** "in two days", "within the next 24 hours". */
    private @Nullable Span distance(int at, int limit) {
        if (!Set.of("in", "within").contains(word(at, limit))) {
            return null;
        }
        int number = phrase(at + 1, limit, "the", "next") ? at + 3 : at + 1;
        number += phrase(number, limit, "a", "few") ? 1 : 0;
        boolean couple = phrase(number, limit, "a", "couple", "of");
        int unit = couple ? number + 3 : number + 1;
        boolean counted = couple || NUMBERS.contains(word(number, limit)) || numeric(word(number, limit));
        if (counted && UNITS.contains(word(unit, limit))) {
            return new Span(at, unit + 1, text(at, unit + 1));
        }
        return null;
    }

    private @Nullable Span promptly(int at, int limit) {
        if (word(at, limit).equals("asap") || phrase(at, limit, "as", "soon", "as", "possible")) {
            return new Span(at, word(at).equals("asap") ? at + 1 : at + 4, "as soon as possible");
        }
        if (word(at, limit).equals("immediately")) {
            return new Span(at, at + 1, "immediately");
        }
        if (phrase(at, limit, "right", "away") || phrase(at, limit, "straight", "away")) {
            return new Span(at, at + 2, "right away");
        }
        return null;
    }

    /** After "on", "by", "before", "until" or "at": "March third", "the fifth of May", "the 15th", "noon", "5 pm". */
    private @Nullable Span date(int at, int limit) {
        String word = word(at, limit);
        if (CLOCKS.contains(word)) {
            return new Span(at, at + 1, word);
        }
        if ((numeric(word) || NUMBERS.contains(word)) && CLOCK_UNITS.contains(word(at + 1, limit))) {
            return new Span(at, at + 2, text(at, at + 2));
        }
        if (MONTHS.contains(word)) {
            int day = word(at + 1, limit).equals("the") ? at + 2 : at + 1;
            boolean dated = ordinal(word(day, limit)) || numeric(word(day, limit));
            return dated ? new Span(at, day + 1, capital(word) + " " + word(day)) : new Span(at, at + 1, capital(word));
        }
        int day = word.equals("the") ? at + 1 : at;
        if (!ordinal(word(day, limit))) {
            return null;
        }
        int month = word(day + 1, limit).equals("of") ? day + 2 : day + 1;
        if (MONTHS.contains(word(month, limit))) {
            return new Span(at, month + 1, capital(word(month)) + " " + word(day));
        }
        return day > at ? new Span(at, day + 1, "the " + word(day)) : null;
    }

    private static boolean ordinal(String word) {
        return ORDINALS.contains(word) || ORDINAL.matcher(word).matches();
    }

    private static boolean numeric(String word) {
        return NUMERIC.matcher(word).matches();
    }

    private boolean phrase(int at, int limit, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!word(at + i, limit).equals(words[i])) {
                return false;
            }
        }
        return true;
    }

    private String text(int from, int to) {
        return String.join(
                " ", tokens.subList(from, to).stream().map(Token::text).toList());
    }

    private String word(int index) {
        return word(index, tokens.size());
    }

    private String word(int index, int limit) {
        return index >= 0 && index < Math.min(limit, tokens.size())
                ? tokens.get(index).text()
                : "";
    }

    static boolean properTime(String word) {
        return WEEKDAYS.contains(word) || (MONTHS.contains(word) && !word.equals("may") && !word.equals("march"));
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
