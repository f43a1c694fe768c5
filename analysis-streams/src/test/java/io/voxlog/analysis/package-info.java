/** Tests of the role as a whole on a broker in the process. The call that they share is made here. */
@NullMarked
package io.voxlog.analysis;

import org.jspecify.annotations.NullMarked;
