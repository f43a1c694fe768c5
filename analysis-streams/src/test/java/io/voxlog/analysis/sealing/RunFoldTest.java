package io.voxlog.analysis.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RunFoldTest {
    private static final List<String> TRACKS = List.of("TR_a", "TR_b");

    @Test
    void isDueWhenEveryTrackIsDoneWithExactlyItsFinals() {
        RunFold run = RunFold.EMPTY.withFinal("TR_a").withTranscribed("TR_b", done(0));

        assertThat(run.due(TRACKS)).isFalse();
        assertThat(run.withTranscribed("TR_a", done(2)).due(TRACKS)).isFalse();
        assertThat(run.withTranscribed("TR_a", done(2)).withFinal("TR_a").due(TRACKS))
                .isTrue();
        assertThat(run.withTranscribed("TR_a", done(1)).withFinal("TR_a").due(TRACKS))
                .isFalse();
    }

    @Test
    void isDueOncePerVersion() {
        RunFold sealed = RunFold.EMPTY.withTranscribed("TR_a", done(0)).sealed(true, 5);

        assertThat(sealed.due(List.of("TR_a"))).isFalse();
        assertThat(sealed.version()).isEqualTo(1);
        assertThat(sealed.waiting()).isFalse();
    }

    @Test
    void aLateFinalIsDueOnceAllIsCompleteAgain() {
        RunFold sealed = RunFold.EMPTY.withTranscribed("TR_a", done(0)).sealed(true, 5);

        RunFold late = sealed.withFinal("TR_a");

        assertThat(late.due(List.of("TR_a"))).isFalse();
        RunFold complete = late.withTranscribed("TR_a", done(1));
        assertThat(complete.due(List.of("TR_a"))).isTrue();
        assertThat(complete.sealed(true, 6).version()).isEqualTo(2);
    }

    @Test
    void whatWasSealedIncompleteIsDueWhenItIsComplete() {
        RunFold sealed = RunFold.EMPTY.withFinal("TR_a").sealed(false, 5);

        assertThat(sealed.withTranscribed("TR_a", done(1)).due(List.of("TR_a"))).isTrue();
    }

    @Test
    void nothingIsDueOnceTheFinalsAreDropped() {
        RunFold dropped = RunFold.EMPTY.withFinal("TR_a").sealed(false, 5).withoutFinals();

        assertThat(dropped.withTranscribed("TR_a", done(1)).due(List.of("TR_a")))
                .isFalse();
    }

    private static Transcribed done(long count) {
        return new Transcribed(count, "tone", "c0");
    }
}
