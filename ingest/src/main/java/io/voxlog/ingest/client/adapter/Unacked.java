package io.voxlog.ingest.client.adapter;

import io.vertx.core.Promise;
import io.voxlog.ingest.audio.AudioFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Messages that wait to be sent, and those sent and not acknowledged, oldest first. Confined to one thread. */
final class Unacked {
    /** A message of the source; sequences and capture times as in the protocol. */
    sealed interface Message {
        /** The first sequence after it. */
        long nextSequence();

        /** Of a packet its capture time, else the time before which nothing follows. */
        long captureTicks();

        int bytes();
    }

    record Packet(AudioFrame frame) implements Message {
        @Override
        public long nextSequence() {
            return frame.sequence() + 1;
        }

        @Override
        public long captureTicks() {
            return frame.captureTicks();
        }

        @Override
        public int bytes() {
            return frame.payload().length;
        }
    }

    record Gap(long fromSequence, long nextSequence, long captureTicks) implements Message {
        @Override
        public int bytes() {
            return 0;
        }
    }

    record Silence(long nextSequence, long captureTicks) implements Message {
        @Override
        public int bytes() {
            return 0;
        }
    }

    /** A message and who waits for it to be sent. */
    private record Entry(Message message, Promise<Void> sent) {}

    private final Deque<Entry> sent = new ArrayDeque<>();
    private final Deque<Entry> queued = new ArrayDeque<>();
    private int bytes;

    void add(Message message, Promise<Void> whenSent) {
        queued.add(new Entry(message, whenSent));
    }

    /** The next message to send, which then counts as sent; null if none waits or the window is full. */
    @Nullable
    Message next(int windowPackets, int windowBytes) {
        if (queued.isEmpty() || sent.size() >= windowPackets || bytes >= windowBytes) {
            return null;
        }
        Entry entry = queued.remove();
        sent.add(entry);
        bytes += entry.message().bytes();
        entry.sent().tryComplete();
        return entry.message();
    }

    /** The server has every packet before a sequence and everything before a capture time. */
    void acknowledged(long nextSequence, long captureTicks) {
        while (!sent.isEmpty() && covered(sent.getFirst().message(), nextSequence, captureTicks)) {
            bytes -= sent.remove().message().bytes();
        }
    }

    /** The connection was lost; what the server does not have is to be sent again. */
    void resume(long nextSequence, long captureTicks) {
        for (Iterator<Entry> newest = sent.descendingIterator(); newest.hasNext(); ) {
            queued.addFirst(newest.next());
        }
        sent.clear();
        bytes = 0;
        while (!queued.isEmpty() && covered(queued.getFirst().message(), nextSequence, captureTicks)) {
            queued.remove().sent().tryComplete();
        }
    }

    /** Tells all who wait; nothing will be sent any more. */
    void drop(@Nullable Throwable fault) {
        for (Entry entry : queued) {
            if (fault == null) {
                entry.sent().tryComplete();
            } else {
                entry.sent().tryFail(fault);
            }
        }
        queued.clear();
        sent.clear();
    }

    int waiting() {
        return queued.size();
    }

    private static boolean covered(Message message, long nextSequence, long captureTicks) {
        boolean sequence = message.nextSequence() <= nextSequence;
        return message instanceof Packet ? sequence : sequence && message.captureTicks() <= captureTicks;
    }
}
