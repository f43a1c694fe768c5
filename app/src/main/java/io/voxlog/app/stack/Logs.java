package io.voxlog.app.stack;

import java.nio.file.Path;

/** Chooses where logs go. To be called before the first logger is made: the logging system reads it once. */
public final class Logs {
    private static final String WORKER = "voxlog.worker.id";
    private static final String CONFIGURATION = "log4j2.configurationFile";

    private Logs() {}

    /** Structured JSON lines into a file; people read the terminal, machines the file. */
    public static void toFile(Path file, String workerId) {
        System.setProperty("voxlog.log.file", file.toString());
        System.setProperty(WORKER, workerId);
        System.setProperty(CONFIGURATION, "classpath:voxlog-log-file.xml");
    }

    /** Structured JSON lines to standard output, for whatever collects the logs of processes. */
    public static void toStandardOutput(String workerId) {
        System.setProperty(WORKER, workerId);
        System.setProperty(CONFIGURATION, "classpath:voxlog-log-stdout.xml");
    }

    /** Errors only, as plain text on standard error: for tools that print their result. */
    public static void quiet() {
        System.setProperty(CONFIGURATION, "classpath:voxlog-log-quiet.xml");
    }

    /** Of Voxlog's own lines; where this is not called the environment's LOG_LEVEL holds. */
    public static void level(String level) {
        System.setProperty("voxlog.log.level", level);
    }
}
