/** Ownership of rooms through a consumer group, and the owner's deeds. Every deed is confirmed by a commit first. */
@NullMarked
package io.voxlog.ingest.owner.adapter;

import org.jspecify.annotations.NullMarked;
