/** Folders on disk. What several roles and the embedded servers do with whole trees of files. */
@NullMarked
package io.voxlog.runtime.file;

import org.jspecify.annotations.NullMarked;
