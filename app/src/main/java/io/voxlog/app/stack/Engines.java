package io.voxlog.app.stack;

import io.voxlog.stt.adapter.sphinx.SphinxEngine;
import io.voxlog.stt.engine.SttEngine;
import io.voxlog.testkit.tone.ToneEngine;

/** Which speech engine a process uses. */
public enum Engines {
    /** CMU Sphinx: clear English, no network. */
    OFFLINE,
    /** Understands tone-coded words only: for exactness tests of the whole stack. */
    TONE;

    /** Makes the engine; loading a model may go on in the background. */
    public SttEngine create() {
        return switch (this) {
            case OFFLINE -> new SphinxEngine();
            case TONE -> new ToneEngine();
        };
    }
}
