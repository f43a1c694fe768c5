package io.voxlog.app.stack;

import io.voxlog.runtime.Env;
import io.voxlog.stt.adapter.sphinx.SphinxConfig;
import io.voxlog.stt.adapter.sphinx.SphinxEngine;
import io.voxlog.stt.engine.SttEngine;
import io.voxlog.testkit.tone.ToneEngine;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Which speech engine a process uses. */
public enum Engines {
    /** CMU Sphinx: clear English, no network. */
    OFFLINE,
    /** Understands tone-coded words only: for exactness tests of the whole stack. */
    TONE;

    /** What people should know of the engine before they read its words. */
    public String introduce(SttEngine made, Env env) {
        if (this != OFFLINE) {
            return made.description();
        }
        return made.description()
                + (env.find("SPEECHMATICS_API_KEY").isPresent()
                        ? "; SPEECHMATICS_API_KEY is set, but this version has no Speechmatics engine yet"
                        : "; other languages and voices need Speechmatics (SPEECHMATICS_API_KEY), not in this version yet");
    }

    /** Makes the engine with its usual settings; loading a model may go on in the background. */
    public SttEngine create() {
        return configured(new Env(Map.of())).get();
    }

    /** The engine to be made, with its settings read; problems are reported by {@link Env#check}. */
    public Supplier<SttEngine> configured(Env env) {
        return switch (this) {
            case OFFLINE -> {
                SphinxConfig config =
                        SphinxConfig.from(env, Runtime.getRuntime().availableProcessors());
                yield () -> warmed(new SphinxEngine(config, System::nanoTime));
            }
            case TONE -> ToneEngine::new;
        };
    }

    /** Loads the models while the rest of the system starts; a fault shows when the first stream needs them. */
    private static SttEngine warmed(SphinxEngine engine) {
        engine.warmUp().exceptionally(fault -> Duration.ZERO);
        return engine;
    }
}
