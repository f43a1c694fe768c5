package io.voxlog.app.stack;

import java.nio.file.Path;

/** Chooses where logs go. To be called before the first logger is made: the logging system reads it once. */
public final class Logs {
    private Logs() {}

    /** Structured JSON lines into a file; people read the terminal, machines the file. */
    public static void toFile(Path file, String workerId) {
        System.setProperty("voxlog.log.file", file.toString());
        System.setProperty("voxlog.worker.id", workerId);
        System.setProperty("log4j2.configurationFile", "classpath:voxlog-log-file.xml");
    }

    /** Errors only, as plain text on standard error: for tools that print their result. */
    public static void quiet() {
        System.setProperty("log4j2.configurationFile", "classpath:voxlog-log-quiet.xml");
    }
}
