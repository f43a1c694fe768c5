/** Tests of the room fold's own rules. Permutations of whole calls are tested where events are read. */
@NullMarked
package io.voxlog.analysis.room;

import org.jspecify.annotations.NullMarked;
