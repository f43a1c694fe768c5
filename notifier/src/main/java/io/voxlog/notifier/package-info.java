/**
 * The role that tells subscribers: a POST for each sealed transcript and each analysis. Subscriptions come from the
 * config topic, what is owed and what was delivered stands in webhook.deliveries.
 */
@NullMarked
package io.voxlog.notifier;

import org.jspecify.annotations.NullMarked;
