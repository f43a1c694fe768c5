package io.voxlog.media.planted;

import io.github.jaredmdobson.concentus.OpusMode;

/** A codec outside its adapter. */
enum PlantedCodecUser {
    USER;

    OpusMode mode() {
        return OpusMode.MODE_HYBRID;
    }
}
