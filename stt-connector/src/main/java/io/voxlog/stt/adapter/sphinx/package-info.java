/**
 * The offline speech-to-text engine: CMU Sphinx4 with its US English model. It understands clear English only and needs
 * no network and no account.
 */
@NullMarked
package io.voxlog.stt.adapter.sphinx;

import org.jspecify.annotations.NullMarked;
