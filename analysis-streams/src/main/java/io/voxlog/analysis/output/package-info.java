/**
 * What a result of each analysis type has to look like, whoever made it. Checked on plain maps and lists before a
 * result counts as valid.
 */
@NullMarked
package io.voxlog.analysis.output;

import org.jspecify.annotations.NullMarked;
