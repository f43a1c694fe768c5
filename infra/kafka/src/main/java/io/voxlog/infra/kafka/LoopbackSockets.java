package io.voxlog.infra.kafka;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Binds the broker's listeners to the loopback address before the broker starts, so that the ports are known, nobody
 * takes them in between, and a port in use is told by its number. Each socket is handed to the broker once, which then
 * owns it; {@link #close()} closes those that were not taken.
 */
final class LoopbackSockets implements ServerSocketFactory, AutoCloseable {
    static final String HOST = "127.0.0.1";
    private static final byte[] ADDRESS = {127, 0, 0, 1};

    private final Map<String, ServerSocketChannel> bound = new HashMap<>();

    /** Binds a listener; port 0 means any free port. Returns the port. */
    synchronized int bind(String listener, int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            bound.put(listener, channel);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(ADDRESS), port));
            return channel.socket().getLocalPort();
        } catch (BindException e) {
            throw new EmbeddedKafkaException(
                    "port " + port + " on " + HOST + " is in use: choose another port for Kafka, or stop the process"
                            + " that listens there",
                    e);
        } catch (IOException e) {
            throw new EmbeddedKafkaException("cannot listen on " + HOST + ":" + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBuffer) throws IOException {
        ServerSocketChannel channel = bound.remove(listener);
        if (channel == null || channel.socket().getLocalPort() != address.getPort()) {
            throw new IOException("listener " + listener + " was not bound to port " + address.getPort());
        }
        channel.configureBlocking(false);
        return channel;
    }

    @Override
    public synchronized void close() {
        for (ServerSocketChannel channel : bound.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new EmbeddedKafkaException("cannot close a listener", e);
            }
        }
        bound.clear();
    }
}
