package io.voxlog.app.cli;

import java.nio.file.Path;

/** Where this copy of Voxlog stands: the folder of the script, else the working directory. */
final class Home {
    private Home() {}

    static Path bundledCall() {
        return Path.of(System.getProperty("voxlog.home", ".")).resolve("calls").resolve("weekly-review");
    }
}
