package io.voxlog.runtime.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/** The command line that runs an executable jar in a JVM which ends with its parent ({@link ParentGuard}). */
public final class GuardedJar {
    private GuardedJar() {}

    /**
     * The command line.
     *
     * @param folder takes the guard's class file
     * @param jar an executable jar
     * @param jvmOptions options of the child JVM
     * @throws ChildProcessException if the jar or the folder cannot be used
     */
    public static List<String> command(Path folder, Path jar, List<String> jvmOptions) {
        try {
            Path guard = folder.resolve("guard");
            installGuard(guard);
            List<String> line = new ArrayList<>();
            line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            line.addAll(jvmOptions);
            line.add("-cp");
            line.add(guard.toAbsolutePath() + File.pathSeparator + jar.toAbsolutePath());
            line.add(ParentGuard.class.getName());
            line.add(mainClass(jar));
            return List.copyOf(line);
        } catch (IOException e) {
            throw new ChildProcessException("cannot prepare " + jar + ": " + e.getMessage(), e);
        }
    }

    private static void installGuard(Path classPath) throws IOException {
        String resource = ParentGuard.class.getName().replace('.', '/') + ".class";
        Path file = classPath.resolve(resource);
        Files.createDirectories(file.getParent());
        try (InputStream in = ParentGuard.class.getResourceAsStream("/" + resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String mainClass(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            String name = file.getManifest() == null
                    ? null
                    : file.getManifest().getMainAttributes().getValue("Main-Class");
            if (name == null) {
                throw new IOException("no Main-Class in its manifest");
            }
            return name;
        }
    }
}
