/** Which addresses a webhook may be sent to. Pure, so that every range can be tested without a network. */
@NullMarked
package io.voxlog.notifier.receiver;

import org.jspecify.annotations.NullMarked;
