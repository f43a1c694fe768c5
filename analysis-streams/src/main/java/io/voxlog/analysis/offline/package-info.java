/**
 * The offline provider: summary, action items, sentiment and speaker analytics by rules on English text, without
 * network or model. Pure functions of a call; every statement cites the utterances it rests on.
 */
@NullMarked
package io.voxlog.analysis.offline;

import org.jspecify.annotations.NullMarked;
