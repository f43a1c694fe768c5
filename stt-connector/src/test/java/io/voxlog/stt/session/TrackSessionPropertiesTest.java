package io.voxlog.stt.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

final class TrackSessionPropertiesTest {
    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void everyWordIsStoredOnceWithoutFaults(@ForAll long seed) {
        Random random = new Random(seed);
        TrackWorld world = new TrackWorld(random, NumberedAudio.random(random, 30)).run(false);
        world.assertNothingLostNothingDoubled();
        assertThat(world.enginesOpened()).isEqualTo(1);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void everyWordIsStoredOnceWhateverFailsInBetween(@ForAll long seed) {
        Random random = new Random(seed);
        TrackWorld world = new TrackWorld(random, NumberedAudio.random(random, 40)).run(true);
        world.assertNothingLostNothingDoubled();
    }
}
