/** The contract between the parts of Voxlog: topics, keys, partitioning, records and how they are written as bytes. */
@NullMarked
package io.voxlog.schemas;

import org.jspecify.annotations.NullMarked;
