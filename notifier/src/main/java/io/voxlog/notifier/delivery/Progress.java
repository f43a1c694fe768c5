package io.voxlog.notifier.delivery;

/** How far a delivery is: owed, or at its end in one of two ways. */
public enum Progress {
    DELIVERED,
    RETRYING,
    GIVEN_UP
}
