package io.voxlog.app.stack;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Names of processes that were given none. */
public final class WorkerIds {
    private WorkerIds() {}

    /** Host, process id and a random part: the id of a process alone comes again. */
    public static String fresh() {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return host() + "-" + ProcessHandle.current().pid() + "-" + random;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
