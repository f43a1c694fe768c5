/**
 * Fills the tables again from the log. It works beside running monitors, which start over as well and take their share.
 */
@NullMarked
package io.voxlog.monitor.rebuild;

import org.jspecify.annotations.NullMarked;
