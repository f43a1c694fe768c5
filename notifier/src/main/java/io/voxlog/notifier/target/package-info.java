/** Which addresses a webhook may be sent to. Pure, so that every range can be tested without a network. */
@NullMarked
package io.voxlog.notifier.target;

import org.jspecify.annotations.NullMarked;
