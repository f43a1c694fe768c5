/** Tests of the contract. */
@NullMarked
package io.voxlog.schemas;

import org.jspecify.annotations.NullMarked;
