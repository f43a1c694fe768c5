/** Raw samples on their way to Opus packets: their form, their time, and when a packet is full. No technology here. */
@NullMarked
package io.voxlog.ingest.pcm;

import org.jspecify.annotations.NullMarked;
