package io.voxlog.infra.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Postgres refuses to run as root. As root this finds a way that works here: a user namespace of its own, in which root
 * is nobody ({@code unshare -U}; containers often refuse it), or the user nobody ({@code setpriv}), at first with the
 * right to pass folders that only root may enter. Every way replaces itself by the program, so that the pid is the
 * program's.
 *
 * @param prefix what to put before a command
 * @param uid the user that must own the data, or -1 if it is the current one
 */
record RunAs(List<String> prefix, int uid) {
    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    RunAs {
        prefix = List.copyOf(prefix);
    }

    /**
     * Finds a way for the current user.
     *
     * @param home of the programs
     * @param data the data folder; it will belong to the user that Postgres runs as
     * @throws PostgresException if this is root and no way works
     */
    static RunAs find(Path home, Path data) throws IOException {
        if (currentUid(data) != ROOT) {
            return new RunAs(List.of(), -1);
        }
        for (RunAs way : waysAsRoot()) {
            if (way.usable(home, data)) {
                return way;
            }
        }
        throw new PostgresException("Postgres does not run as root, and neither unshare nor setpriv works here. Run as"
                + " another user, choose a data folder that the user nobody may enter, or set "
                + PostgresSettings.URL_VARIABLE + "=postgresql://user:password@host:5432/database to a Postgres of your"
                + " own");
    }

    static List<RunAs> waysAsRoot() {
        List<String> nobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        List<String> passing = new ArrayList<>(nobody);
        passing.addAll(
                List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup"));
        return List.of(
                new RunAs(List.of("unshare", "-U"), ROOT), new RunAs(passing, NOBODY), new RunAs(nobody, NOBODY));
    }

    /** Gives the data to the user that Postgres would run as, and tries. */
    boolean usable(Path home, Path data) throws IOException {
        chown(data, uid);
        return works(home, data);
    }

    List<String> command(List<String> command) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(command);
        return List.copyOf(line);
    }

    /** Makes a file readable to the program. */
    void giveTo(Path file) throws IOException {
        if (uid >= 0) {
            Files.setAttribute(file, "unix:uid", uid);
        }
    }

    /** Whether a program run this way is not root, can be reached and may write to the data folder. */
    private boolean works(Path home, Path data) {
        String probe = "test \"$(id -u)\" != 0 && test -w '" + data + "' && '" + home.resolve("bin/postgres") + "' -V";
        try {
            Process process = new ProcessBuilder(command(List.of("sh", "-c", probe)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(10, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The owner of a file this process has just made is the user it runs as. */
    private static int currentUid(Path data) throws IOException {
        Path probe = Files.createTempFile(data.getParent(), "owner-", "");
        try {
            return (int) Files.getAttribute(probe, "unix:uid");
        } finally {
            Files.delete(probe);
        }
    }

    private static void chown(Path folder, int uid) throws IOException {
        if ((int) Files.getAttribute(folder, "unix:uid") == uid) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException fault) throws IOException {
                Files.setAttribute(directory, "unix:uid", uid);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
