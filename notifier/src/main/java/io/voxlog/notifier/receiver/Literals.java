package io.voxlog.notifier.receiver;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses written as numbers, for which nobody is asked. */
final class Literals {
    private Literals() {}

    static InetAddress parse(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal + " is no address", e);
        }
    }
}
