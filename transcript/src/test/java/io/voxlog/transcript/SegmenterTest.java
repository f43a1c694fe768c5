package io.voxlog.transcript;

import static io.voxlog.transcript.Speech.ticks;
import static io.voxlog.transcript.Speech.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SegmenterTest {
    private final Segmenter segmenter = new Segmenter(SegmentationLimits.DEFAULT);

    @Test
    void endsAfterMoreThanFiveHundredCharacters() {
        // 84 words of five letters with spaces are 503 characters, 83 are 497
        List<Segment> segments =
                segmenter.segments("a", words(0, 100, "abcde ".repeat(100).strip()));

        assertThat(segments).extracting(Segment::wordCount).containsExactly(84, 16);
        assertThat(segments.get(0).text()).hasSize(503);
    }

    @Test
    void punctuationStaysWithTheLongSegmentItEnds() {
        List<Segment> segments =
                segmenter.segments("a", words(0, 100, "abcde ".repeat(84).strip() + ". next"));

        assertThat(segments).extracting(Segment::text).last().isEqualTo("next");
        assertThat(segments.get(0).text()).endsWith("abcde.");
    }

    @Test
    void endsAtASentenceOnlyAfterMoreThanFiftyCharacters() {
        String fifty = "twelve chars twelve chars twelve chars twelve char";
        assertThat(fifty).hasSize(50);

        assertThat(segmenter.segments("a", words(0, 9, "short. and " + "more. then")))
                .hasSize(1);
        assertThat(segmenter.segments("a", words(0, 9, fifty.substring(0, 49) + ". next")))
                .hasSize(1);
        assertThat(segmenter.segments("a", words(0, 9, fifty + ". next")))
                .extracting(Segment::text)
                .containsExactly(fifty + ".", "next");
    }

    @Test
    void believesTheEngineAboutSentenceEnds() {
        List<TimedWord> said =
                new ArrayList<>(words(0, 9, "a sentence of rather more than fifty characters without mark"));
        TimedWord last = said.remove(said.size() - 1);
        said.add(new TimedWord(last.text(), last.startTicks(), last.endTicks(), null, false, true));
        said.addAll(words(9, 10, "next"));

        assertThat(segmenter.segments("a", said)).hasSize(2);
    }

    @Test
    void aCommaEndsNoSentence() {
        assertThat(segmenter.segments(
                        "a", words(0, 9, "a sentence of rather more than fifty characters with a comma, next")))
                .hasSize(1);
    }

    @Test
    void endsBeforeAWordMoreThanThreeSecondsAfterTheLast() {
        List<TimedWord> exactly = new ArrayList<>(words(0, 1, "one two"));
        exactly.addAll(words(4, 5, "three"));
        List<TimedWord> later = new ArrayList<>(words(0, 1, "one two"));
        later.addAll(words(4.001, 5, "three"));

        assertThat(segmenter.segments("a", exactly)).hasSize(1);
        assertThat(segmenter.segments("a", later))
                .extracting(Segment::text, Segment::startTicks, Segment::endTicks)
                .containsExactly(tuple("one two", 0L, ticks(1)), tuple("three", ticks(4.001), ticks(5)));
    }

    @Test
    void dropsLonePunctuation() {
        assertThat(segmenter.segments("a", List.of(TimedWord.mark(".", 7)))).isEmpty();
        List<TimedWord> said = new ArrayList<>(words(0, 1, "well"));
        said.add(TimedWord.mark(".", ticks(9)));
        said.addAll(words(9, 10, "so"));

        assertThat(segmenter.segments("a", said)).extracting(Segment::text).containsExactly("well", "so");
    }

    @Test
    void startsWhereItsFirstWordStarts() {
        List<TimedWord> said = new ArrayList<>(List.of(TimedWord.mark(",", ticks(0.5))));
        said.addAll(words(1.25, 2, "hello there"));

        assertThat(segmenter.segments("a", said))
                .extracting(Segment::startTicks)
                .containsExactly(ticks(1.25));
    }

    @Test
    void assemblesTextWithoutDoubledSpaces() {
        List<TimedWord> said = List.of(
                TimedWord.word(" hello ", 0, 10),
                TimedWord.mark(",", 10),
                TimedWord.word("", 10, 10),
                TimedWord.word("new  york", 10, 20),
                TimedWord.mark("!", 20));

        assertThat(segmenter.segments("a", said)).extracting(Segment::text).containsExactly("hello, new york!");
    }

    @Test
    void confidenceIsTheMeanOverWordsThatHaveOne() {
        List<TimedWord> said = List.of(
                new TimedWord("one", 0, 1, 0.5, false, false),
                new TimedWord("two", 1, 2, 1.0, false, false),
                TimedWord.word("three", 2, 3),
                new TimedWord(".", 3, 3, 0.1, true, true));

        assertThat(segmenter.segments("a", said))
                .extracting(Segment::confidence)
                .containsExactly(0.75);
    }

    @Test
    void absentConfidenceIsNull() {
        assertThat(segmenter.segments("a", words(0, 1, "one two.")).get(0).confidence())
                .isNull();
    }

    @Test
    void followsOtherLimits() {
        Segmenter tight = new Segmenter(new SegmentationLimits(5, 3, 100, 100, 10));

        assertThat(tight.segments("a", words(0, 0.004, "abc. de fghi jk")))
                .extracting(Segment::text)
                .containsExactly("abc.", "de fghi", "jk");
    }

    @Test
    void refusesImpossibleLimitsAndWords() {
        assertThatThrownBy(() -> new SegmentationLimits(0, 50, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SegmentationLimits(5, 50, 1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TimedWord.word("x", 2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
