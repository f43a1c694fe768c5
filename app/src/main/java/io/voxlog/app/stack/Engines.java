package io.voxlog.app.stack;

import io.voxlog.stt.adapter.sphinx.SphinxEngine;
import io.voxlog.stt.engine.SttEngine;
import io.voxlog.testkit.tone.ToneEngine;
import java.time.Duration;

/** Which speech engine a process uses. */
public enum Engines {
    /** CMU Sphinx: clear English, no network. */
    OFFLINE,
    /** Understands tone-coded words only: for exactness tests of the whole stack. */
    TONE;

    /** Makes the engine; loading a model may go on in the background. */
    public SttEngine create() {
        return switch (this) {
            case OFFLINE -> warmed(new SphinxEngine());
            case TONE -> new ToneEngine();
        };
    }

    /** Loads the models while the rest of the system starts; a fault shows when the first stream needs them. */
    private static SttEngine warmed(SphinxEngine engine) {
        engine.warmUp().exceptionally(fault -> Duration.ZERO);
        return engine;
    }
}
