package io.voxlog.stt.adapter.sphinx;

import io.voxlog.stt.engine.SttEngine;
import io.voxlog.testkit.stt.SttEngineContract;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class SphinxEngineContractIT extends SttEngineContract {
    private static final int BYTES_PER_SECOND = 32_000;
    private static SphinxEngine engine = new SphinxEngine(new SphinxConfig(1), System::nanoTime);
    private static byte[] speech = {};

    @BeforeAll
    static void readWords() throws IOException {
        byte[] track = RecordedCall.open("weekly-review").pcm("bob");
        byte[] goodMorning = Arrays.copyOfRange(track, 4 * BYTES_PER_SECOND, 6 * BYTES_PER_SECOND);
        speech = Arrays.copyOf(goodMorning, goodMorning.length + BYTES_PER_SECOND);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Override
    protected SttEngine engine() {
        return engine;
    }

    @Override
    protected SttEngine engineToClose() {
        return new SphinxEngine(new SphinxConfig(1), System::nanoTime);
    }

    @Override
    protected byte[] speech() {
        return speech;
    }

    @Override
    protected Duration patience() {
        return Duration.ofMinutes(1);
    }
}
