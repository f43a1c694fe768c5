/**
 * Speech to text: PCM topics in, partials, finals and checkpoints out. The role and its configuration; sessions stand
 * in {@code session}, technology under {@code adapter}.
 */
@NullMarked
package io.voxlog.stt;

import org.jspecify.annotations.NullMarked;
