/**
 * What every speech-to-text engine must do, as tests that each engine's own tests inherit. The port is
 * {@code io.voxlog.stt.engine}.
 */
@NullMarked
package io.voxlog.testkit.stt;

import org.jspecify.annotations.NullMarked;
