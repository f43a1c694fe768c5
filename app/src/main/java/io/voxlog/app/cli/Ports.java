package io.voxlog.app.cli;

import io.voxlog.app.stack.StackFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Checks ports before anything is started, so that a busy one is named together with its flag. */
final class Ports {
    private Ports() {}

    static void requireFree(int port, String flag) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (IOException | IllegalArgumentException e) {
            throw new StackFailedException(
                    "port " + port + " cannot be used (" + e.getMessage()
                            + "): stop what uses it, or choose another with " + flag,
                    e);
        }
    }
}
