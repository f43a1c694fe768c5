package io.voxlog.ingest.pcm;

/**
 * Cuts a stream of bytes, sent in pieces of any length, between samples: what a piece begins of a sample is carried
 * over to the next piece, so that alignment never shifts. Not thread-safe.
 */
public final class FrameAligner {
    private final int frameBytes;
    private byte[] carried = new byte[0];

    public FrameAligner(int frameBytes) {
        this.frameBytes = frameBytes;
    }

    /** The whole samples that end within this piece; the array is new and the caller's. */
    public byte[] align(byte[] piece) {
        int available = carried.length + piece.length;
        byte[] all = new byte[available];
        System.arraycopy(carried, 0, all, 0, carried.length);
        System.arraycopy(piece, 0, all, carried.length, piece.length);
        int whole = available / frameBytes * frameBytes;
        carried = java.util.Arrays.copyOfRange(all, whole, available);
        return java.util.Arrays.copyOf(all, whole);
    }
}
