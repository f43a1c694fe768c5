package io.voxlog.runtime.process;

import java.io.IOException;
import java.util.Arrays;

/**
 * Main class of a child JVM that must not outlive its parent: runs another main class and halts when standard input
 * ends, which is when the parent is gone, however it went. Stands alone (JDK only, one class file), as it is copied to
 * a folder and put before the child's own class path.
 */
public final class ParentGuard {
    /** Exit code of a child whose parent is gone. */
    static final int PARENT_GONE = 75;

    private ParentGuard() {}

    /** Arguments: the main class to run, then its arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread watch = new Thread(ParentGuard::haltWithParent, "parent-guard");
        watch.setDaemon(true);
        watch.start();
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(args, 1, args.length));
    }

    private static void haltWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever sent; only the end of the stream matters.
            }
        } catch (IOException endOfStream) {
            // A broken pipe says the same as its end.
        }
        Runtime.getRuntime().halt(PARENT_GONE);
    }
}
