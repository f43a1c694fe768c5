/**
 * Signatures by the Standard Webhooks specification, and where their secrets come from. A secret leaves this package
 * only as the key of a MAC.
 */
@NullMarked
package io.voxlog.notifier.signing;

import org.jspecify.annotations.NullMarked;
